"use client";

import { ReasonForm } from "@/components/reason-form";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { formatNumber } from "@/domain/format";
import type { RemovalPlan } from "@/domain/organization-corrections";
import { remove } from "./actions";

type Props = {
  asked: { organizationId: number; preview: string };
  plan: RemovalPlan;
  closeHref: string;
  disabledReason: string | undefined;
};

export function RemoveDialog({ asked, plan, closeHref, disabledReason }: Props) {
  const { login, members, activated, refusal } = plan;
  const navigate = useNavigate();
  const change = useAction(remove);
  const close = () => navigate.replace(closeHref, { scroll: false });

  return (
    <Dialog title={`Remove organization ${login}`} onClose={close}>
      {refusal === undefined && (
        <p>
          Ends every membership of <strong className="wrap-anywhere">{login}</strong> and takes it off all lists. No
          seat changes, because it was never in an account. People keep it under the organizations they left, the audit
          log keeps its name, and a later roster of that name makes a new organization.
        </p>
      )}
      <DefinitionList
        label="Memberships that end"
        items={[
          { term: "Members", value: formatNumber(members) },
          { term: "Activated", value: formatNumber(activated) },
        ]}
      />
      <ReasonForm
        change={change}
        onSubmit={(why) => change.mutate({ ...asked, ...why }, { onSuccess: close })}
        isDangerous
        disabledReason={disabledReason}
        refusal={refusal?.message}
      >
        Remove organization
      </ReasonForm>
    </Dialog>
  );
}
