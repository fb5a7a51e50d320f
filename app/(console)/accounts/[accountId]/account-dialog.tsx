"use client";

import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import type { AccountStep } from "@/domain/accounts";
import type { Result } from "@/domain/result";
import { type ShownAccount, stepEffects, stepNames, stepTitles } from "./account-step-effects";
import {
  clearAccountDelinquent,
  closeAccount,
  markAccountDelinquent,
  renameAccount,
  reopenAccount,
  setAccountActive,
  setAccountInactive,
} from "./actions";

type Values = { account: ShownAccount; name: string; reason: string };

const run: Record<AccountStep, (values: Values) => Promise<Result<unknown>>> = {
  "account.rename": ({ account, name, reason }) => renameAccount({ accountId: account.id, name, reason }),
  "account.set_inactive": ({ account, reason }) => setAccountInactive({ accountId: account.id, reason }),
  "account.set_active": ({ account, reason }) => setAccountActive({ accountId: account.id, reason }),
  "account.mark_delinquent": ({ account, reason }) => markAccountDelinquent({ accountId: account.id, reason }),
  "account.clear_delinquent": ({ account, reason }) => clearAccountDelinquent({ accountId: account.id, reason }),
  "account.close": ({ account: { id, organizations, people, usedSeats }, reason }) =>
    closeAccount({ accountId: id, expected: { organizations, people, usedSeats }, reason }),
  "account.reopen": ({ account, reason }) => reopenAccount({ accountId: account.id, reason }),
};

type Props = { step: AccountStep; account: ShownAccount; onClose: () => void };

export function AccountDialog({ step, account, onClose }: Props) {
  const { mutate, isPending, error } = useAction(run[step]);

  return (
    <Dialog title={stepTitles[step](account.name)} onClose={onClose}>
      {stepEffects[step](account).map((effect) => (
        <p key={effect}>{effect}</p>
      ))}
      <Form
        errors={error?.fields}
        onSubmit={({ name = "", reason = "" }) => mutate({ account, name, reason }, { onSuccess: onClose })}
      >
        {step === "account.rename" && <Field name="name" label="Name" required defaultValue={account.name} />}
        <Field name="reason" label="Reason" required multiline />
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
