"use server";

import { countDeactivation, deactivateMemberships, listActivatedIn } from "@/db/queries/activations";
import { insertEndedActivations } from "@/db/queries/ended-activations";
import { peopleById, updateLedger } from "@/db/queries/seats";
import { lockInactiveSet } from "@/db/queries/stale-people";
import { DomainError } from "@/domain/errors";
import { DeactivateInactive } from "@/domain/input/stale";
import { requireExpected } from "@/domain/preview";
import { inactiveBefore, inactiveNumbers, planInactive } from "@/domain/stale";
import { defineAction } from "@/server/action";
import { auditInParts } from "@/server/activation/audit-in-parts";

export const deactivateInactive = defineAction({
  permission: "person.deactivate",
  input: DeactivateInactive,
  run: async ({ tx, input: { accountId, days, userIds: named, expected, reason } }) => {
    const asked = { accountId, before: inactiveBefore(new Date(), days), userIds: named };
    const { account, userIds, seen } = await lockInactiveSet(tx, asked);
    const scope = { accountId, userIds };
    const plan = planInactive(account, await countDeactivation(tx, scope), seen);
    requireExpected(inactiveNumbers(plan), expected);
    if (plan.refusal) throw new DomainError("conflict", plan.refusal);

    const people = await listActivatedIn(tx, accountId, userIds);
    const changeId = await insertEndedActivations(tx, accountId, userIds);
    await deactivateMemberships(tx, scope);
    await updateLedger(tx, [accountId], peopleById(userIds));
    const step = { action: "person.deactivate" as const, scope, plan, people, reason };
    return { data: { ...inactiveNumbers(plan), changeId }, audit: await auditInParts(tx, step) };
  },
});
