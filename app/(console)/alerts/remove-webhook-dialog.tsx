"use client";

import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { remove } from "./actions";

type Props = {
  /** `account` is undefined where it receives the alerts of all. */
  webhook: { id: string; url: string; account: string | undefined };
  closeHref: string;
  disabledReason: string | undefined;
};

export function RemoveWebhookDialog({ webhook, closeHref, disabledReason }: Props) {
  const navigate = useNavigate();
  const { mutate, isPending, error } = useAction(remove);
  const close = () => navigate.replace(closeHref, { scroll: false });
  const { id: webhookId, url, account } = webhook;

  return (
    <Dialog title={`Remove ${url}`} onClose={close}>
      <p>
        <span className="break-all font-medium">{url}</span> is no longer told of the alerts of{" "}
        {account ?? "all accounts"}. What it has not received yet is not sent; what it was sent stays among the
        deliveries.
      </p>
      <Form errors={error?.fields} onSubmit={({ reason = "" }) => mutate({ webhookId, reason }, { onSuccess: close })}>
        <Field name="reason" label="Reason" required multiline disabledReason={disabledReason} />
        <SubmitButton isPending={isPending} variant="danger" disabledReason={disabledReason} error={error?.formMessage}>
          Remove
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
