"use server";

import { followLogins, insertRejectedJoins, listJoinPeople, lockPeople } from "@/db/queries/joins";
import { findSplitFacts, splitLogins } from "@/db/queries/splits";
import type { AuditEntry } from "@/db/schema";
import { DomainError } from "@/domain/errors";
import { SplitPerson } from "@/domain/input/joins";
import { type JoinPerson, loginsInWords, planSplit, requireExpectedRegroup } from "@/domain/joins";
import { defineAction } from "@/server/action";
import { auditPlaces } from "../../audit-places";

/** A fact: done even where it leaves an account over its seats. */
export const splitPerson = defineAction({
  permission: "person.split",
  input: SplitPerson,

  async run({ tx, input: { userId, ownerId, expected, reason } }) {
    const accountIds = await lockPeople(tx, [userId]);
    // The record a login came with is revived by a split of this person alone, who is held.
    const facts = await findSplitFacts(tx, userId, ownerId);
    if (!facts) throw new DomainError("not_found", "This login is no longer this person's. Reload the page.");

    const { person, origin, accounts } = facts;
    const plan = planSplit(person, origin.loginIds, accounts);
    requireExpectedRegroup(plan, expected);
    if (plan.refusal) throw new DomainError("precondition_failed", plan.refusal);

    const otherId = await splitLogins(tx, userId, origin);
    await insertRejectedJoins(tx, userId, otherId);
    await followLogins(tx, [userId, otherId], accountIds);

    const after = await listJoinPeople(tx, [userId, otherId]);
    const [staying, going] = [after.get(userId)!, after.get(otherId)!];
    const audit = auditPlaces(plan.effects).flatMap(({ accountId, ...facts }): AuditEntry<"person.split">[] => [
      {
        action: "person.split",
        accountId,
        subjectKind: "person",
        subjectId: String(userId),
        reason,
        before: { name: person.name, logins: loginsInWords(person.logins), ...facts.before },
        after: { name: staying.name, logins: loginsInWords(staying.logins), ...facts.after, splitOff: inWords(going) },
      },
      {
        action: "person.split",
        accountId,
        subjectKind: "person",
        subjectId: String(otherId),
        reason,
        before: { name: going.name, logins: null, ...facts.before },
        after: { name: going.name, logins: loginsInWords(going.logins), ...facts.after, splitFrom: inWords(staying) },
      },
    ]);
    return { data: { userId: otherId }, audit };
  },
});

function inWords({ id, name }: JoinPerson): string {
  return `${name} (person ${id})`;
}
