"use client";

import { useRouter } from "next/navigation";
import { AccountEffects } from "@/components/account-effects";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import { splitPerson } from "./actions";
import type { SplitPreview } from "./split-preview";

type Props = { preview: SplitPreview; closeHref: string; disabledReason?: string };

export function SplitDialog({ preview, closeHref, disabledReason }: Props) {
  const router = useRouter();
  const split = useAction(splitPerson);
  const close = () => router.replace(closeHref, { scroll: false });
  const { userId, ownerId, title, outcome, effect, effects, numbers, refusal } = preview;
  const isOver = effects.some(({ usedBefore, usedAfter, over }) => usedAfter > usedBefore && over > 0);

  function submit({ reason = "" }) {
    split.mutate({ userId, ownerId, expected: numbers, reason }, { onSuccess: close });
  }

  return (
    <Dialog title={title} onClose={close}>
      <p>{outcome} The two are kept apart from then on.</p>
      {isOver ? <Notice tone="warning">{effect}</Notice> : <p>{effect}</p>}
      {effects.length > 0 && <AccountEffects effects={effects} />}
      <Form onSubmit={submit} errors={split.error?.fields}>
        <Field name="reason" label="Reason" multiline disabledReason={disabledReason} />
        <SubmitButton
          variant="danger"
          isPending={split.isPending}
          disabledReason={disabledReason ?? refusal}
          error={split.error?.formMessage}
        >
          {title}
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
