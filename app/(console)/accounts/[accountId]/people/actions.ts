"use server";

import {
  type AccountMembership,
  findActivationFacts,
  listAccountMemberships,
  lockActivationScope,
  updateActivation,
} from "@/db/queries/activations";
import { peopleById, updateLedger } from "@/db/queries/seats";
import { DomainError } from "@/domain/errors";
import { activationNumbers, ChangeActivation, planActivation, planDeactivation } from "@/domain/people";
import { requireExpected } from "@/domain/preview";
import { defineAction } from "@/server/action";

export const activatePerson = defineAction({
  permission: "person.activate",
  input: ChangeActivation,

  async run({ tx, input: { expected, reason, ...scope } }) {
    const { accountId, userId } = scope;
    const { account, user } = await lockActivationScope(tx, scope);
    const before = await listAccountMemberships(tx, accountId, userId);

    const plan = planActivation(account, (await findActivationFacts(tx, scope))!);
    if (plan.memberships === 0) throw new DomainError("conflict", `${user.name} is activated here already.`);
    requireExpected(activationNumbers(plan), expected);
    if (plan.refusal) throw new DomainError("precondition_failed", plan.refusal.message);

    await updateActivation(tx, scope, true);
    await updateLedger(tx, [accountId], peopleById([userId]));

    return {
      data: activationNumbers(plan),
      audit: {
        action: "person.activate",
        accountId,
        subjectKind: "person",
        subjectId: String(userId),
        reason,
        before: auditFacts(user.name, before, plan.usedBefore),
        after: auditFacts(user.name, await listAccountMemberships(tx, accountId, userId), plan.usedAfter),
      },
    };
  },
});

/** Works in an inactive account too: it takes nobody in. */
export const deactivatePerson = defineAction({
  permission: "person.deactivate",
  input: ChangeActivation,

  async run({ tx, input: { expected, reason, ...scope } }) {
    const { accountId, userId } = scope;
    const { user } = await lockActivationScope(tx, scope);
    const before = await listAccountMemberships(tx, accountId, userId);

    const plan = planDeactivation((await findActivationFacts(tx, scope))!);
    if (plan.memberships === 0) throw new DomainError("conflict", `${user.name} is activated nowhere here.`);
    requireExpected(activationNumbers(plan), expected);

    await updateActivation(tx, scope, false);
    await updateLedger(tx, [accountId], peopleById([userId]));

    return {
      data: activationNumbers(plan),
      audit: {
        action: "person.deactivate",
        accountId,
        subjectKind: "person",
        subjectId: String(userId),
        reason,
        before: auditFacts(user.name, before, plan.usedBefore),
        after: auditFacts(user.name, await listAccountMemberships(tx, accountId, userId), plan.usedAfter),
      },
    };
  },
});

function auditFacts(name: string, memberships: AccountMembership[], usedSeats: number) {
  const activated = memberships.filter(({ isActivated }) => isActivated);
  const activatedIn = activated.map(({ organization }) => organization).join(", ") || null;
  return { name, activatedIn, usedSeats };
}
