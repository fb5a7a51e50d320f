"use server";

import type { Tx } from "@/db/client";
import { lockAccount, lockAccountWithOrganizations, updateAccount } from "@/db/queries/accounts";
import { lockPeopleOf } from "@/db/queries/activations";
import { updateAttachedOrganizations } from "@/db/queries/organizations";
import { peopleInOrganizations, updateLedger } from "@/db/queries/seats";
import {
  type AccountStep,
  closingNumbers,
  refuseClosed,
  refuseStateStep,
  type StateStep,
  stateFacts,
  stateSteps,
} from "@/domain/accounts";
import { DomainError } from "@/domain/errors";
import { ChangeAccountState, CloseAccount, RenameAccount } from "@/domain/input/accounts";
import { requireExpected } from "@/domain/preview";
import { defineAction } from "@/server/action";

export const renameAccount = defineAction({
  permission: "account.rename",
  input: RenameAccount,

  async run({ tx, input: { accountId, name, reason } }) {
    const account = await lockAccount(tx, accountId);
    const closed = refuseClosed(account);
    if (closed) throw new DomainError("precondition_failed", closed);
    if (name === account.name) throw new DomainError("conflict", "It has this name already.");

    await updateAccount(tx, accountId, { name });
    return {
      data: { name },
      audit: { ...rowOf("account.rename", accountId, reason), before: { name: account.name }, after: { name } },
    };
  },
});

export const setAccountInactive = defineAction({
  permission: "account.set_inactive",
  input: ChangeAccountState,
  run: ({ tx, input }) => changeState(tx, "account.set_inactive", input),
});

export const setAccountActive = defineAction({
  permission: "account.set_active",
  input: ChangeAccountState,
  run: ({ tx, input }) => changeState(tx, "account.set_active", input),
});

export const markAccountDelinquent = defineAction({
  permission: "account.mark_delinquent",
  input: ChangeAccountState,
  run: ({ tx, input }) => changeState(tx, "account.mark_delinquent", input),
});

export const clearAccountDelinquent = defineAction({
  permission: "account.clear_delinquent",
  input: ChangeAccountState,
  run: ({ tx, input }) => changeState(tx, "account.clear_delinquent", input),
});

export const reopenAccount = defineAction({
  permission: "account.reopen",
  input: ChangeAccountState,
  run: ({ tx, input }) => changeState(tx, "account.reopen", input),
});

/** S13: its organizations are detached and its history stays; so does its name, taken. */
export const closeAccount = defineAction({
  permission: ["account.close", "organization.detach"],
  input: CloseAccount,

  async run({ tx, input: { accountId, expected, reason } }) {
    const { account, organizations } = await lockAccountWithOrganizations(tx, accountId);
    if (account.closedAt) throw new DomainError("conflict", "This account is closed already.");
    const organizationIds = organizations.map(({ id }) => id);
    await lockPeopleOf(tx, organizationIds);
    requireExpected(closingNumbers(account), expected);

    await updateAttachedOrganizations(tx, organizationIds, accountId);
    await updateLedger(tx, [accountId], peopleInOrganizations(organizationIds));
    const closed = await updateAccount(tx, accountId, { isActive: false, closedAt: new Date() });

    const detached = organizations.map(({ id, login }) => ({
      action: "organization.detach" as const,
      accountId,
      subjectKind: "organization" as const,
      subjectId: String(id),
      reason,
      before: { login, account: account.name, usedSeats: account.usedSeatCount },
      after: { login, account: null, usedSeats: closed.usedSeatCount },
    }));
    const row = {
      ...rowOf("account.close", accountId, reason),
      before: { ...stateFacts(account), ...closingNumbers(account) },
      after: { ...stateFacts(closed), ...closingNumbers(closed) },
    };
    return { data: closingNumbers(account), audit: [row, ...detached] };
  },
});

async function changeState<Step extends StateStep>(tx: Tx, step: Step, { accountId, reason }: ChangeAccountState) {
  const account = await lockAccount(tx, accountId);
  const refusal = refuseStateStep(account, step);
  if (refusal) throw new DomainError("conflict", refusal);

  const changed = await updateAccount(tx, accountId, stateSteps[step].to);
  return {
    data: stateFacts(changed),
    audit: { ...rowOf(step, accountId, reason), before: stateFacts(account), after: stateFacts(changed) },
  };
}

function rowOf<Action extends AccountStep>(action: Action, accountId: string, reason: string) {
  return { action, accountId, subjectKind: "account" as const, subjectId: accountId, reason };
}
