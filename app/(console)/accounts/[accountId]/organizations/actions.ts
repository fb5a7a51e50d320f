"use server";

import { lockAccount, lockAccounts, updateAccount } from "@/db/queries/accounts";
import { lockPeopleOf } from "@/db/queries/activations";
import {
  lockOrganizations,
  updateAttachedOrganizations,
  updateUnattachedOrganizations,
} from "@/db/queries/organizations";
import { countAttach, countDetach, peopleInOrganizations, updateLedger } from "@/db/queries/seats";
import { DomainError } from "@/domain/errors";
import { AttachOrganizations, DetachOrganization, MoveOrganization } from "@/domain/input/organizations";
import { attachNumbers, leavingNumbers, planAttach, planLeaving, refusePlanSeats } from "@/domain/organizations";
import { requireExpected } from "@/domain/preview";
import { defineAction } from "@/server/action";

export const attachOrganizations = defineAction({
  permission: ["organization.attach", "seats.change"],
  input: AttachOrganizations,

  async run({ tx, input: { accountId, organizationIds, planSeatCount, expected, reason } }) {
    await lockOrganizations(tx, organizationIds);
    const account = await lockAccount(tx, accountId);
    await lockPeopleOf(tx, organizationIds);

    const plan = planAttach(account, await countAttach(tx, accountId, organizationIds), planSeatCount);
    requireExpected(attachNumbers(plan), expected);
    const lowered = refusePlanSeats(account, planSeatCount);
    if (lowered) throw new DomainError("invalid_input", lowered, { planSeatCount: [lowered] });
    if (plan.refusal) throw new DomainError("precondition_failed", plan.refusal.message);

    const attached = await updateUnattachedOrganizations(tx, organizationIds, accountId);
    await updateLedger(tx, [accountId], peopleInOrganizations(organizationIds));
    const attachedRows = attached.map(({ id, login }) => ({
      action: "organization.attach" as const,
      accountId,
      subjectKind: "organization" as const,
      subjectId: String(id),
      reason,
      before: { login, account: null, usedSeats: plan.usedBefore },
      after: { login, account: account.name, usedSeats: plan.usedAfter },
    }));
    if (planSeatCount === account.planSeatCount) return { data: attachNumbers(plan), audit: attachedRows };

    await updateAccount(tx, accountId, { planSeatCount });
    const raised = {
      action: "seats.change" as const,
      accountId,
      subjectKind: "account" as const,
      subjectId: accountId,
      reason,
      before: { planSeats: account.planSeatCount },
      after: { planSeats: planSeatCount },
    };
    return { data: attachNumbers(plan), audit: [raised, ...attachedRows] };
  },
});

export const detachOrganization = defineAction({
  permission: "organization.detach",
  input: DetachOrganization,

  async run({ tx, input: { accountId, organizationId, expected, reason } }) {
    await lockOrganizations(tx, [organizationId]);
    const account = await lockAccount(tx, accountId);
    await lockPeopleOf(tx, [organizationId]);

    const plan = await countDetach(tx, accountId, [organizationId]);
    requireExpected(plan, expected);

    const [detached] = await updateAttachedOrganizations(tx, [organizationId], accountId);
    await updateLedger(tx, [accountId], peopleInOrganizations([organizationId]));

    return {
      data: plan,
      audit: {
        action: "organization.detach",
        accountId,
        subjectKind: "organization",
        subjectId: String(organizationId),
        reason,
        before: { login: detached!.login, account: account.name, usedSeats: plan.usedBefore },
        after: { login: detached!.login, account: null, usedSeats: plan.usedAfter },
      },
    };
  },
});

/** S11: detach and attach in one transaction, so that the organization is never in neither account. */
export const moveOrganization = defineAction({
  permission: "organization.move",
  input: MoveOrganization,

  async run({ tx, input: { accountId, organizationId, toAccountId, expectedFrom, expectedTo, reason } }) {
    if (accountId === toAccountId) throw new DomainError("invalid_input", "It is already in this account.");
    await lockOrganizations(tx, [organizationId]);
    const locked = await lockAccounts(tx, [accountId, toAccountId]);
    const from = locked.find(({ id }) => id === accountId);
    const to = locked.find(({ id }) => id === toAccountId);
    if (!from || !to) throw new DomainError("not_found", "One of these accounts no longer exists.");
    await lockPeopleOf(tx, [organizationId]);

    const leaving = planLeaving(from, await countDetach(tx, from.id, [organizationId]));
    const coming = planAttach(to, await countAttach(tx, to.id, [organizationId]), to.planSeatCount);
    requireExpected(leavingNumbers(leaving), expectedFrom);
    requireExpected(attachNumbers(coming), expectedTo);
    if (coming.refusal) throw new DomainError("precondition_failed", coming.refusal.message);

    await updateAttachedOrganizations(tx, [organizationId], from.id);
    const [moved] = await updateUnattachedOrganizations(tx, [organizationId], to.id);
    await updateLedger(tx, [from.id, to.id], peopleInOrganizations([organizationId]));

    const { login } = moved!;
    const row = {
      action: "organization.move" as const,
      subjectKind: "organization" as const,
      subjectId: String(organizationId),
      reason,
    };
    return {
      data: { from: leavingNumbers(leaving), to: attachNumbers(coming) },
      audit: [
        {
          ...row,
          accountId: from.id,
          before: { login, account: from.name, usedSeats: leaving.usedBefore },
          after: { login, account: to.name, usedSeats: leaving.usedAfter },
        },
        {
          ...row,
          accountId: to.id,
          before: { login, account: from.name, usedSeats: coming.usedBefore },
          after: { login, account: to.name, usedSeats: coming.usedAfter },
        },
      ],
    };
  },
});
