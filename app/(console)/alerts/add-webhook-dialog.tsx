"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { add } from "./actions";

type Props = { closeHref: string; disabledReason: string | undefined };

export function AddWebhookDialog({ closeHref, disabledReason }: Props) {
  const navigate = useNavigate();
  const { mutate, isPending, error, data: done } = useAction(add);
  const close = () => navigate.replace(closeHref, { scroll: false });

  return (
    <Dialog title="Add webhook" onClose={close}>
      {done ? (
        <NewSecret secret={done.data.secret} onDone={close} />
      ) : (
        <Form
          errors={error?.fields}
          onSubmit={({ url = "", account = "", reason = "" }) => mutate({ url, account, reason })}
        >
          <p>It is told of alerts from now on. Its secret, which proves that a message is ours, is shown once.</p>
          <Field
            name="url"
            label="Address"
            type="url"
            required
            placeholder="https://alerts.example.com/seats"
            hint="Everybody here can read it: keep secrets out of it."
            disabledReason={disabledReason}
          />
          <Field
            name="account"
            label="Account"
            hint="Its name or id. Empty: the alerts of all accounts."
            disabledReason={disabledReason}
          />
          <Field name="reason" label="Reason" required multiline disabledReason={disabledReason} />
          <SubmitButton isPending={isPending} disabledReason={disabledReason} error={error?.formMessage}>
            Add webhook
          </SubmitButton>
        </Form>
      )}
    </Dialog>
  );
}

function NewSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const done = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone.
  useEffect(() => done.current?.focus(), []);

  return (
    <>
      <Notice tone="ok" role="status" title="The webhook was added.">
        Copy its secret now: it is shown to nobody again.
      </Notice>
      <dl className="flex flex-col gap-1">
        <dt className="font-medium">Secret</dt>
        <dd className="select-all break-all rounded-regular border border-line bg-raised px-3 py-2">
          <code>{secret}</code>
        </dd>
      </dl>
      <div>
        <Button ref={done} variant="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </>
  );
}
