"use server";

import {
  findJoinFacts,
  followLogins,
  insertRejectedJoins,
  listJoinPeople,
  lockPeople,
  lockUsers,
  mergePerson,
} from "@/db/queries/joins";
import type { AuditEntry } from "@/db/schema";
import { DomainError } from "@/domain/errors";
import { JoinPeople, KeepApart } from "@/domain/input/joins";
import { evidenceInWords, loginsInWords, planJoin, requireExpectedRegroup } from "@/domain/joins";
import { defineAction } from "@/server/action";
import { auditPlaces } from "../audit-places";

const gone = "One of these two was joined with somebody meanwhile, or is no longer there. Look again.";

export const joinPeople = defineAction({
  permission: "person.join",
  input: JoinPeople,

  async run({ tx, input: { stayingId, goingId, expected, reason } }) {
    const accountIds = await lockPeople(tx, [stayingId, goingId]);
    const facts = await findJoinFacts(tx, stayingId, goingId);
    if (!facts) throw new DomainError("not_found", gone);

    const plan = planJoin(facts.people, facts.accounts, facts.evidence);
    requireExpectedRegroup(plan, expected);
    if (plan.refusal) throw new DomainError("precondition_failed", plan.refusal);

    await mergePerson(tx, goingId, stayingId);
    await followLogins(tx, [stayingId, goingId], accountIds);

    const [staying, going] = facts.people;
    const joined = (await listJoinPeople(tx, [stayingId])).get(stayingId)!;
    const evidence = facts.evidence.map(evidenceInWords).join("; ");
    const audit = auditPlaces(plan.effects).flatMap(({ accountId, before, after }): AuditEntry<"person.join">[] => [
      {
        action: "person.join",
        accountId,
        subjectKind: "person",
        subjectId: String(stayingId),
        reason,
        before: { name: staying.name, logins: loginsInWords(staying.logins), ...before },
        after: { name: joined.name, logins: loginsInWords(joined.logins), ...after, evidence },
      },
      {
        action: "person.join",
        accountId,
        subjectKind: "person",
        subjectId: String(goingId),
        reason,
        before: { name: going.name, logins: loginsInWords(going.logins), ...before },
        after: { name: going.name, logins: null, ...after, joinedInto: `${joined.name} (person ${stayingId})` },
      },
    ]);
    return { data: { userId: stayingId }, audit };
  },
});

/** Nothing is joined, so no account is concerned. */
export const keepApart = defineAction({
  permission: "person.reject_join",
  input: KeepApart,

  async run({ tx, input: { userIds, reason } }) {
    await lockUsers(tx, userIds);
    const facts = await findJoinFacts(tx, ...userIds);
    if (!facts) throw new DomainError("not_found", gone);
    const [one, other] = facts.people;
    if (one.id === other.id) throw new DomainError("conflict", `${one.name} is one person already.`);
    if ((await insertRejectedJoins(tx, one.id, other.id)) === 0) {
      throw new DomainError("conflict", `${one.name} and ${other.name} are kept apart already.`);
    }

    const evidence = facts.evidence.map(evidenceInWords).join("; ") || null;
    const audit = [
      { person: one, from: other },
      { person: other, from: one },
    ].map(
      ({ person, from }): AuditEntry<"person.reject_join"> => ({
        action: "person.reject_join",
        subjectKind: "person",
        subjectId: String(person.id),
        reason,
        after: {
          name: person.name,
          logins: loginsInWords(person.logins),
          keptApartFrom: `${from.name}, ${loginsInWords(from.logins)} (person ${from.id})`,
          inSpiteOf: evidence,
        },
      }),
    );
    return { data: { userIds }, audit };
  },
});
