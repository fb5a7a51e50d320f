"use client";

import { useState } from "react";
import { SeatCountField } from "@/components/number-fields";
import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { SelectField } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import type { SeatTerms } from "@/domain/accounts";
import { planSeatChange } from "@/domain/accounts";
import type { Waiting } from "@/domain/activation";
import { formatNumber } from "@/domain/format";
import { readUnitPrice, typedPrice } from "@/domain/money";
import { previewOf } from "@/domain/preview";
import { overageFrom, readSeatCount } from "@/domain/seats";
import { FreeSeatsField, OverageField, PlanField, planSeatsHint, UnitPriceField } from "../../term-fields";
import { changeSeats } from "./actions";
import type { AskedTerms } from "./asked-terms";
import { seatChangesInWords } from "./seat-changes-in-words";
import { SeatPlanPreview } from "./seat-plan-preview";

type Props = {
  accountId: string;
  terms: SeatTerms & { isAutoActivating: boolean };
  /** What the fields begin with, as somebody would type it, where it is not what is saved. */
  asked: AskedTerms;
  used: number;
  waiting: Waiting;
  plans: { name: string; title: string; unitPriceCents: number | null }[];
  disabledReason: string | undefined;
};

const autoActivateOptions = [
  { value: "off", label: "Off" },
  { value: "on", label: "On" },
];

export function SeatPlanForm({ accountId, terms, asked, used, waiting, plans, disabledReason }: Props) {
  const { mutate, isPending, error } = useAction(changeSeats);
  const [typed, setTyped] = useState<Record<string, string | undefined>>(asked);
  const [savedCount, setSavedCount] = useState(0);
  const follow = (name: string) => (value: string) => setTyped((before) => ({ ...before, [name]: value }));

  const planPriceOf = (name: string) => plans.find((plan) => plan.name === name)?.unitPriceCents ?? null;
  const planSeats = readSeatCount(typed.planSeatCount ?? String(terms.planSeatCount));
  const freeSeats = readSeatCount(typed.freeSeatCount ?? String(terms.freeSeatCount));
  const unitPrice = readUnitPrice(typed.unitPriceCents ?? typedPrice(terms.unitPriceCents));
  const next = {
    plan: typed.plan ?? terms.plan,
    planSeatCount: planSeats.value ?? terms.planSeatCount,
    freeSeatCount: freeSeats.value ?? terms.freeSeatCount,
    overage: overageFrom(typed.overage ?? terms.overage),
    isAutoActivating: typed.isAutoActivating ? typed.isAutoActivating === "on" : terms.isAutoActivating,
    unitPriceCents: unitPrice.problem === undefined ? unitPrice.value : terms.unitPriceCents,
  };
  const changesInWords = seatChangesInWords(terms, next);
  const change = planSeatChange(
    { ...terms, planPriceCents: planPriceOf(terms.plan) },
    { ...next, planPriceCents: planPriceOf(next.plan) },
    used,
    waiting,
  );

  function submit(values: Record<string, string>) {
    const { plan = "", planSeatCount = "", freeSeatCount = "", unitPriceCents = "" } = values;
    const overage = overageFrom(values.overage);
    const isAutoActivating = values.isAutoActivating === "on";
    const next = { plan, planSeatCount, freeSeatCount, overage, unitPriceCents, isAutoActivating };
    const input = { accountId, ...next, preview: previewOf(change), ...whyFrom(values) };
    mutate(input, { onSuccess: () => setSavedCount((count) => count + 1) });
  }

  return (
    <Form
      onSubmit={submit}
      errors={error?.fields}
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,36rem)_minmax(16rem,24rem)]"
    >
      <div className="surface grid gap-4 p-4 sm:grid-cols-2">
        <PlanField
          plans={plans}
          defaultValue={asked.plan ?? terms.plan}
          savedValue={terms.plan}
          onValueChange={follow("plan")}
          className="sm:col-span-2"
          disabledReason={disabledReason}
        />
        <SeatCountField
          name="planSeatCount"
          label="Plan seats"
          required
          hint={planSeatsHint}
          defaultValue={readSeatCount(asked.planSeatCount ?? "").value ?? terms.planSeatCount}
          savedValue={formatNumber(terms.planSeatCount)}
          onValueChange={follow("planSeatCount")}
          errors={change.refusal && [change.refusal.message]}
          disabledReason={disabledReason}
        />
        <FreeSeatsField
          defaultValue={readSeatCount(asked.freeSeatCount ?? "").value ?? terms.freeSeatCount}
          savedValue={formatNumber(terms.freeSeatCount)}
          onValueChange={follow("freeSeatCount")}
          disabledReason={disabledReason}
        />
        <OverageField
          defaultValue={asked.overage ?? terms.overage}
          savedValue={terms.overage}
          onValueChange={follow("overage")}
          disabledReason={disabledReason}
        />
        <UnitPriceField
          planPriceCents={planPriceOf(next.plan)}
          defaultValue={asked.unitPriceCents ?? typedPrice(terms.unitPriceCents)}
          savedValue={typedPrice(terms.unitPriceCents)}
          onValueChange={follow("unitPriceCents")}
          disabledReason={disabledReason}
        />
        <SelectField
          name="isAutoActivating"
          label="Auto-activate"
          options={autoActivateOptions}
          hint="On activates members who join an organization of the account later, while seats last. Attaching activates nobody."
          defaultValue={asked.isAutoActivating ?? (terms.isAutoActivating ? "on" : "off")}
          savedValue={terms.isAutoActivating ? "on" : "off"}
          onValueChange={follow("isAutoActivating")}
          className="sm:col-span-2"
          disabledReason={disabledReason}
        />
        <ReasonFields key={savedCount} className="sm:col-span-2" disabledReason={disabledReason} />
        <div className="sm:col-span-2">
          <SubmitButton isPending={isPending} disabledReason={disabledReason} error={error?.formMessage}>
            {changesInWords === "" ? "Save seat plan" : `Save seat plan: ${changesInWords}`}
          </SubmitButton>
        </div>
      </div>
      <SeatPlanPreview
        accountId={accountId}
        change={change}
        planSeats={{ before: terms.planSeatCount, after: next.planSeatCount }}
        waitingCount={waiting.seats + waiting.free}
      />
    </Form>
  );
}
