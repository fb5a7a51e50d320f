"use client";

import { ReasonForm } from "@/components/reason-form";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { formatDay, formatNumber } from "@/domain/format";
import type { DayPlan } from "@/domain/true-up";
import { leaveOut, takeIn } from "./actions";

const kinds = {
  leaveOut: {
    verb: "Leave out",
    action: leaveOut,
    effect: "The true-up no longer counts this day. The history of seats stays as it was recorded.",
  },
  takeIn: { verb: "Take back in", action: takeIn, effect: "The true-up counts this day again." },
};

type Figures = { before: number; after: number };

type Props = {
  kind: keyof typeof kinds;
  asked: { accountId: string; day: string; preview: string };
  plan: DayPlan;
  /** What the period shown would owe. */
  seatsToTrueUp: Figures;
  daysOver: Figures;
  closeHref: string;
  disabledReason: string | undefined;
};

/** Leaves a day out of the true-up, or takes it in again. */
export function TrueUpDayDialog({ kind, asked, plan, seatsToTrueUp, daysOver, closeHref, disabledReason }: Props) {
  const { verb, action, effect } = kinds[kind];
  const navigate = useNavigate();
  const change = useAction(action);
  const close = () => navigate.replace(closeHref, { scroll: false });
  const item = (term: string, { before, after }: Figures) => ({
    term,
    value: formatNumber(after),
    before: before === after ? undefined : formatNumber(before),
  });

  return (
    <Dialog title={`${verb} ${formatDay(new Date(plan.day))}`} onClose={close}>
      <p>{effect}</p>
      <DefinitionList
        label="True-up of the period shown"
        items={[
          { term: "Over at the end of the day", value: formatNumber(plan.over) },
          item("Seats to true up", seatsToTrueUp),
          item("Days over", daysOver),
        ]}
      />
      <ReasonForm
        change={change}
        onSubmit={(why) => change.mutate({ ...asked, ...why }, { onSuccess: close })}
        disabledReason={disabledReason}
        refusal={plan.refusal?.message}
      >
        {verb}
      </ReasonForm>
    </Dialog>
  );
}
