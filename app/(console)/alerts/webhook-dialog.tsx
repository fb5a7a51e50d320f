"use client";

import { ReasonForm } from "@/components/reason-form";
import { Dialog } from "@/components/ui/dialog";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import type { Result } from "@/domain/result";
import { pause, remove, resume, test } from "./actions";
import { stepEffect, stepNames, type WebhookStep } from "./webhook-steps";

type Props = {
  step: WebhookStep;
  /** `alertsOf` names its account, or all of them. */
  webhook: { id: string; url: string; alertsOf: string };
  closeHref: string;
  disabledReason: string | undefined;
  refusal: string | undefined;
};

type Asked = { webhookId: string; reason: string; ticket: string };
const changes: Record<WebhookStep, (asked: Asked) => Promise<Result<unknown>>> = { test, pause, resume, remove };

export function WebhookDialog({ step, webhook, closeHref, disabledReason, refusal }: Props) {
  const navigate = useNavigate();
  const change = useAction(changes[step]);
  const close = () => navigate.replace(closeHref, { scroll: false });

  return (
    <Dialog title={`${stepNames[step]} ${webhook.url}`} onClose={close}>
      <p className="wrap-anywhere">{stepEffect(step, webhook.alertsOf)}</p>
      <ReasonForm
        change={change}
        onSubmit={(why) => change.mutate({ webhookId: webhook.id, ...why }, { onSuccess: close })}
        isDangerous={step === "remove"}
        disabledReason={disabledReason}
        refusal={refusal}
      >
        {stepNames[step]}
      </ReasonForm>
    </Dialog>
  );
}
