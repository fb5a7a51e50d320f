import { findJoinFacts, followLogins, listJoinPeople, mergePerson } from "@/db/queries/joins";
import type { AuditFact } from "@/db/schema/audit-log";
import { DomainError } from "@/domain/errors";
import { JoinPeople } from "@/domain/input/joins";
import { cutJoin, type JoinPerson, joinedBecause, loginsInWords, planJoin } from "@/domain/joins";
import { definePreviewedChange } from "@/server/change";
import { ofPerson } from "../audit";
import { auditPlaces } from "./audit-places";
import { holdLogins } from "./hold-logins";

export const gone = "One of these two people was joined with someone else or no longer exists. Reload the page.";

const needsLink = "Nothing here shows that they are one person. Enter the link to where the customer said so.";

/** S12: evidence, or the customer's word with a link to it. */
export const joinPeople = definePreviewedChange({
  permission: "person.join",
  input: JoinPeople,

  hold: (db, { stayingId, goingId }) => holdLogins(db, [stayingId, goingId]),

  /** The smaller id comes first, so the preview is the same no matter which of the two records stays. */
  async weigh(db, { stayingId, goingId }) {
    const facts = await findJoinFacts(db, Math.min(stayingId, goingId), Math.max(stayingId, goingId));
    if (!facts) throw new DomainError("not_found", gone);
    const { people, accounts, evidence } = facts;
    const join = planJoin(people, accounts);
    return { people, evidence, effects: join.effects, plan: cutJoin(join, evidence) };
  },

  async write(tx, { stayingId, goingId }, { people, evidence, effects, plan }, { accounts = [] }, { ticket }) {
    if (plan.needsWord && !ticket) throw new DomainError("invalid_input", needsLink, { ticket: [needsLink] });
    await mergePerson(tx, goingId, stayingId);
    await followLogins(tx, [stayingId, goingId], accounts);

    const before = (id: number) => people.find((person) => person.id === id)!;
    const joined = (await listJoinPeople(tx, [stayingId])).get(stayingId)!;
    const words = joinedBecause(evidence);
    // Splitting this login off again takes the join back.
    const owner = before(goingId).logins[0]?.id ?? null;
    const joinedInto = `${joined.name} (person ${stayingId})`;
    const audit = auditPlaces(effects).flatMap(({ accountId, ...counts }): AuditFact<"person.join">[] => [
      {
        action: "person.join",
        ...ofPerson(stayingId, accountId),
        before: { ...namesOf(before(stayingId)), ...counts.before },
        after: { ...namesOf(joined), ...counts.after, evidence: words },
      },
      {
        action: "person.join",
        ...ofPerson(goingId, accountId),
        before: { ...namesOf(before(goingId)), owner, ...counts.before },
        after: { name: before(goingId).name, logins: null, owner, ...counts.after, joinedInto },
      },
    ]);
    return { data: { userId: stayingId }, audit };
  },
});

function namesOf({ name, logins }: JoinPerson) {
  return { name, logins: loginsInWords(logins) };
}
