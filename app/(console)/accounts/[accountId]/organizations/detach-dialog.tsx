"use client";

import { useRouter } from "next/navigation";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { formatNumber } from "@/components/ui/format";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import type { DetachPlan } from "@/domain/organizations";
import { detachOrganization } from "./actions";

type Props = {
  closeHref: string;
  accountId: string;
  organization: { id: number; login: string };
  plan: DetachPlan;
  disabledReason?: string;
};

export function DetachDialog({ closeHref, accountId, organization, plan, disabledReason }: Props) {
  const router = useRouter();
  const detach = useAction(detachOrganization);
  const close = () => router.replace(closeHref, { scroll: false });

  function submit({ reason = "" }) {
    detach.mutate({ accountId, organizationId: organization.id, expected: plan, reason }, { onSuccess: close });
  }

  return (
    <Dialog title="Detach" onClose={close}>
      <p>
        Detaches <strong>{organization.login}</strong> from this account. It keeps its members and their activations;
        people active only there leave the account.
      </p>
      <DefinitionList
        label="Seats before and after"
        items={[
          { term: "Used seats before", value: formatNumber(plan.usedBefore) },
          { term: "Used seats after", value: formatNumber(plan.usedAfter) },
          { term: "People leaving", value: formatNumber(plan.peopleLeaving) },
        ]}
      />
      <Form onSubmit={submit} errors={detach.error?.fields}>
        <Field name="reason" label="Reason" multiline disabledReason={disabledReason} />
        <SubmitButton
          variant="danger"
          isPending={detach.isPending}
          disabledReason={disabledReason}
          error={detach.error?.formMessage}
        >
          Detach
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
