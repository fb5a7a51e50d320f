"use client";

import { useState } from "react";
import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { planRename } from "@/domain/organization-corrections";
import { reasonsInWords } from "@/domain/permissions";
import { previewOf } from "@/domain/preview";
import type { Service } from "@/domain/services";
import { rename } from "./actions";

type Props = {
  organization: { id: number; login: string; service: Service; serviceId: string | null };
  closeHref: string;
  disabledReason: string | undefined;
};

export function RenameDialog({ organization, closeHref, disabledReason }: Props) {
  const { id: organizationId, login } = organization;
  const navigate = useNavigate();
  const change = useAction(rename);
  const [typed, setTyped] = useState(login);
  const close = () => navigate.replace(closeHref, { scroll: false });

  const plan = planRename(organization, typed);
  const isTyped = plan.after !== plan.before;
  const fieldRefusal = isTyped && plan.refusal?.field ? plan.refusal.message : undefined;

  function submit(values: Record<string, string>) {
    change.mutate(
      { organizationId, login: plan.after, preview: previewOf(plan), ...whyFrom(values) },
      { onSuccess: close },
    );
  }

  return (
    <Dialog title={`Rename ${login}`} onClose={close}>
      <p>
        Corrects the name that an import gave <strong className="wrap-anywhere">{login}</strong>. Its members, its
        account and its history stay. Later rosters have to use the new name.
      </p>
      <Form onSubmit={submit} errors={change.error?.fields}>
        <Field
          name="login"
          label="Name"
          required
          defaultValue={login}
          onValueChange={setTyped}
          errors={fieldRefusal ? [fieldRefusal] : change.error?.fields.login}
          disabledReason={disabledReason}
        />
        <p aria-live="polite" className="wrap-anywhere text-text-muted empty:hidden">
          {isTyped && !plan.refusal && `${plan.before} → ${plan.after}`}
        </p>
        <ReasonFields disabledReason={disabledReason} />
        <SubmitButton
          isPending={change.isPending}
          disabledReason={reasonsInWords(
            fieldRefusal && !disabledReason ? "Correct the name first." : plan.refusal?.message,
            disabledReason,
          )}
          error={change.error?.formMessage}
        >
          Rename
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
