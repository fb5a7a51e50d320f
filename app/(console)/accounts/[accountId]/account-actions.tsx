"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { AccountStep } from "@/domain/accounts";
import { AccountDialog } from "./account-dialog";
import { type ShownAccount, stepNames } from "./account-step-effects";

type Props = {
  account: ShownAccount;
  disabledReasons: Partial<Record<AccountStep, string>>;
};

/** The steps that an account can take next, each behind its dialog. */
export function AccountActions({ account, disabledReasons }: Props) {
  const [open, setOpen] = useState<AccountStep>();
  const steps: AccountStep[] = [
    "account.rename",
    account.isActive ? "account.set_inactive" : "account.set_active",
    account.isDelinquent ? "account.clear_delinquent" : "account.mark_delinquent",
    account.isClosed ? "account.reopen" : "account.close",
  ];
  const reasons = new Set(steps.flatMap((step) => disabledReasons[step] ?? []));

  return (
    <>
      {steps.map((step) => (
        <Button key={step} onClick={() => setOpen(step)} disabledReason={disabledReasons[step]} hideReason>
          {stepNames[step]}
        </Button>
      ))}
      {[...reasons].map((reason) => (
        <p key={reason} className="text-small text-text-muted">
          {reason}
        </p>
      ))}
      {open && steps.includes(open) && (
        <AccountDialog step={open} account={account} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
