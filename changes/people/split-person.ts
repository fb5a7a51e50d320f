import { followLogins, insertRejectedJoins, listJoinPeople } from "@/db/queries/joins";
import { findSplitFacts, splitLogins } from "@/db/queries/splits";
import type { AuditFact } from "@/db/schema/audit-log";
import { DomainError } from "@/domain/errors";
import { SplitPerson } from "@/domain/input/joins";
import { cutRegrouping, type JoinPerson, loginsInWords, planSplit } from "@/domain/joins";
import { definePreviewedChange } from "@/server/change";
import { ofPerson } from "../audit";
import { auditPlaces } from "./audit-places";
import { holdLogins } from "./hold-logins";

/** A split is a fact, so it happens even if it leaves an account over its seats. */
export const splitPerson = definePreviewedChange({
  permission: "person.split",
  input: SplitPerson,

  /** The record that a login came with needs no lock of its own: only a split of this person brings it back. */
  hold: (db, { userId }) => holdLogins(db, [userId]),

  async weigh(db, { userId, ownerId }) {
    const facts = await findSplitFacts(db, userId, ownerId);
    if (!facts) throw new DomainError("not_found", "This login no longer belongs to this person. Reload the page.");
    const { person, origin, accounts } = facts;
    const split = planSplit(person, origin.loginIds, accounts);
    return { person, origin, effects: split.effects, plan: cutRegrouping(split) };
  },

  async write(tx, { userId }, { person, origin, effects }, { accounts = [] }) {
    const otherId = await splitLogins(tx, userId, origin);
    await insertRejectedJoins(tx, userId, otherId);
    await followLogins(tx, [userId, otherId], accounts);

    const after = await listJoinPeople(tx, [userId, otherId]);
    const [staying, going] = [after.get(userId)!, after.get(otherId)!];
    const audit = auditPlaces(effects).flatMap(({ accountId, ...counts }): AuditFact<"person.split">[] => [
      {
        action: "person.split",
        ...ofPerson(userId, accountId),
        before: { name: person.name, logins: loginsInWords(person.logins), ...counts.before },
        after: { name: staying.name, logins: loginsInWords(staying.logins), ...counts.after, splitOff: inWords(going) },
      },
      {
        action: "person.split",
        ...ofPerson(otherId, accountId),
        before: { name: going.name, logins: null, ...counts.before },
        after: { name: going.name, logins: loginsInWords(going.logins), ...counts.after, splitFrom: inWords(staying) },
      },
    ]);
    return { data: { userId: otherId }, audit };
  },
});

function inWords({ id, name }: JoinPerson): string {
  return `${name} (person ${id})`;
}
