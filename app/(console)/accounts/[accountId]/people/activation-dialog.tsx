"use client";

import { ReasonForm } from "@/components/reason-form";
import { seatNumbers } from "@/components/seat-numbers";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { formatCount } from "@/components/ui/format";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import type { Verb } from "@/domain/activation-verbs";
import { activatePerson, deactivatePerson } from "./actions";
import type { ActivationPreview } from "./activation-preview";

type Props = {
  verb: Verb;
  scope: { accountId: string; userId: number; organizationId?: number };
  preview: ActivationPreview;
  seats: { total: number; over: number };
  closeHref: string;
  disabledReason?: string;
};

const participles: Record<Verb, string> = { activate: "activated", deactivate: "deactivated" };

export function ActivationDialog({ verb, scope, preview, seats, closeHref, disabledReason }: Props) {
  const navigate = useNavigate();
  const change = useAction(verb === "activate" ? activatePerson : deactivatePerson);
  const close = () => navigate.replace(closeHref, { scroll: false });
  const { title, effect, numbers, refusal } = preview;

  function submit(reason: string) {
    change.mutate({ ...scope, expected: numbers, reason }, { onSuccess: close });
  }

  return (
    <Dialog title={title} onClose={close}>
      <p>
        {effect} {formatCount(numbers.memberships, "membership is", "memberships are")} {participles[verb]}.
      </p>
      <DefinitionList label="Seats before and after" items={seatNumbers({ ...numbers, ...seats })} />
      <ReasonForm
        change={change}
        onSubmit={submit}
        isDangerous={verb === "deactivate"}
        disabledReason={disabledReason}
        refusal={refusal}
      >
        {title}
      </ReasonForm>
    </Dialog>
  );
}
