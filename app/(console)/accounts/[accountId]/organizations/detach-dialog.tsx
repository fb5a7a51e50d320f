"use client";

import type { Why } from "@/components/reason-fields";
import { ReasonForm } from "@/components/reason-form";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { formatCount, formatNumber } from "@/domain/format";
import { namesInWords } from "@/domain/names";
import type { DetachPlan } from "@/domain/organizations";
import { detach } from "./actions";

type Props = {
  closeHref: string;
  asked: { accountId: string; organizationIds: number[]; preview: string };
  logins: string[];
  plan: DetachPlan;
  disabledReason?: string;
};

export function DetachDialog({ closeHref, asked, logins, plan, disabledReason }: Props) {
  const navigate = useNavigate();
  const change = useAction(detach);
  const close = () => navigate.replace(closeHref, { scroll: false });

  function submit(why: Why) {
    change.mutate({ ...asked, ...why }, { onSuccess: close });
  }

  const [only] = logins;
  const what = logins.length === 1 ? only : formatCount(logins.length, "organization", "organizations");

  return (
    <Dialog title={`Detach ${what}`} onClose={close}>
      <p className="wrap-anywhere">
        Detaches <strong>{namesInWords(logins)}</strong> from this account.{" "}
        {logins.length === 1 ? "It keeps its members and their activations" : "They keep their members and activations"}
        ; people activated only there leave the account.
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
