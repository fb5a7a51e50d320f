"use client";

import { useEffect, useRef } from "react";
import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CheckboxField, Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { alertKindNames, alertKinds } from "@/domain/alerts";
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
          onSubmit={({ url = "", account = "", kinds = "", ...rest }) =>
            mutate({
              url,
              account,
              kinds: alertKinds.filter((kind) => kinds.split("\n").includes(kind)),
              ...whyFrom(rest),
            })
          }
        >
          <p>
            It receives alerts from now on. The secret, which proves that a message comes from this console, is shown
            once.
          </p>
          <Field
            name="url"
            label="Address"
            type="url"
            required
            placeholder="https://alerts.example.com/seats"
            hint="Everyone here can read it, so keep secrets out of it."
            disabledReason={disabledReason}
          />
          <Field
            name="account"
            label="Account"
            hint="The name or id of an account. Leave it empty for all accounts."
            disabledReason={disabledReason}
          />
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 font-medium">Kinds of alerts</legend>
            {alertKinds.map((kind) => (
              <CheckboxField
                key={kind}
                name="kinds"
                value={kind}
                label={alertKindNames[kind]}
                defaultChecked
                disabledReason={disabledReason}
              />
            ))}
          </fieldset>
          <ReasonFields disabledReason={disabledReason} />
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
        Copy its secret now. It is never shown again.
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
