"use client";

import { AccountEffects } from "@/components/account-effects";
import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { namesInWords } from "@/domain/names";
import { reasonsInWords } from "@/domain/permissions";
import { join } from "./actions";
import { EvidenceList } from "./evidence-list";
import type { JoinPreview } from "./join-previews";

type Props = { preview: JoinPreview; closeHref: string; disabledReason?: string };

export function JoinDialog({ preview, closeHref, disabledReason }: Props) {
  const navigate = useNavigate();
  const change = useAction(join);
  const close = () => navigate.replace(closeHref, { scroll: false });
  const { titles, people, evidence, effect, effects, refusal } = preview;

  function submit({ staying, ...rest }: Record<string, string>) {
    const stayingId = Number(staying ?? people[0]?.id);
    const goingId = people.find(({ id }) => id !== stayingId)?.id ?? stayingId;
    change.mutate({ stayingId, goingId, preview: preview.preview, ...whyFrom(rest) }, { onSuccess: close });
  }

  return (
    <Dialog title={titles.join} onClose={close}>
      {evidence.length > 0 ? (
        <EvidenceList evidence={evidence} />
      ) : (
        <Notice tone="warning">
          Nothing here shows that they are one person. Join them only if the customer said so, and link to where.
        </Notice>
      )}
      <p>
        {effect} {effects.length === 0 && "Neither is activated in an account."} It can be undone: split a login off
        again.
      </p>
      {effects.length > 0 && <AccountEffects effects={effects} />}
      <Form onSubmit={submit} errors={change.error?.fields}>
        <SelectField
          name="staying"
          label="Record that stays"
          hint="It gets every login. The other keeps its history and leads here."
          options={people.map(({ id, name, logins }, index) => ({
            value: String(id),
            label: `${name}, ${namesInWords(logins)}${index === 0 ? " (older)" : ""}`,
          }))}
          disabledReason={disabledReason}
        />
        <ReasonFields needsTicket={evidence.length === 0} disabledReason={disabledReason} />
        <SubmitButton
          isPending={change.isPending}
          disabledReason={reasonsInWords(refusal, disabledReason)}
          error={change.error?.formMessage}
        >
          {titles.join}
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
