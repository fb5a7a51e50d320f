"use client";

import { ReasonFields, type Why, whyFrom } from "@/components/reason-fields";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import type { AccountStep } from "@/domain/accounts";
import type { Result } from "@/domain/result";
import { type ShownAccount, stepEffects, stepNames, stepTitles } from "./account-step-effects";
import { clearDelinquent, close, markDelinquent, rename, reopen, setActive, setInactive } from "./actions";

/** Everything any of the steps asks for. Each takes what it needs. */
type Asked = { accountId: string; name: string; preview: string } & Why;

const steps: Record<AccountStep, (asked: Asked) => Promise<Result<unknown>>> = {
  "account.rename": rename,
  "account.set_inactive": setInactive,
  "account.set_active": setActive,
  "account.mark_delinquent": markDelinquent,
  "account.clear_delinquent": clearDelinquent,
  "account.close": close,
  "account.reopen": reopen,
};

type Props = { step: AccountStep; account: ShownAccount; onClose: () => void };

export function AccountDialog({ step, account, onClose }: Props) {
  const { mutate, isPending, error } = useAction(steps[step]);

  return (
    <Dialog title={stepTitles[step](account.name)} onClose={onClose}>
      {stepEffects[step](account).map((effect) => (
        <p key={effect}>{effect}</p>
      ))}
      <Form
        errors={error?.fields}
        onSubmit={({ name = "", ...rest }) =>
          mutate({ accountId: account.id, name, preview: account.preview, ...whyFrom(rest) }, { onSuccess: onClose })
        }
      >
        {step === "account.rename" && <Field name="name" label="Name" required defaultValue={account.name} />}
        <ReasonFields />
        <SubmitButton
          isPending={isPending}
          error={error?.formMessage}
          variant={step === "account.close" ? "danger" : "primary"}
        >
          {stepNames[step]}
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
