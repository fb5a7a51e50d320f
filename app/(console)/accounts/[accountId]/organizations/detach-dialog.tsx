"use client";

import { ReasonForm } from "@/components/reason-form";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { formatNumber } from "@/domain/format";
import type { DetachPlan } from "@/domain/organizations";
import { detach } from "./actions";

type Props = {
  closeHref: string;
  asked: { accountId: string; organizationId: number; preview: string };
  login: string;
  plan: DetachPlan;
  disabledReason?: string;
};

export function DetachDialog({ closeHref, asked, login, plan, disabledReason }: Props) {
  const navigate = useNavigate();
  const change = useAction(detach);
  const close = () => navigate.replace(closeHref, { scroll: false });

  function submit(reason: string) {
    change.mutate({ ...asked, reason }, { onSuccess: close });
  }

  return (
    <Dialog title={`Detach ${login}`} onClose={close}>
      <p>
        Detaches <strong>{login}</strong> from this account. It keeps its members and their activations; people active
        only there leave the account.
      </p>
      <DefinitionList
        label="Seats before and after"
        items={[
          { term: "Used seats before", value: formatNumber(plan.usedBefore) },
          { term: "Used seats after", value: formatNumber(plan.usedAfter) },
          { term: "People leaving", value: formatNumber(plan.peopleLeaving) },
        ]}
      />
      <ReasonForm change={change} onSubmit={submit} isDangerous disabledReason={disabledReason}>
        Detach
      </ReasonForm>
    </Dialog>
  );
}
