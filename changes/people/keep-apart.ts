import { findJoinFacts, insertRejectedJoins } from "@/db/queries/joins";
import { DomainError } from "@/domain/errors";
import { KeepApart } from "@/domain/input/joins";
import { evidenceInWords, loginsInWords } from "@/domain/joins";
import { defineChange } from "@/server/change";
import { ofPerson } from "../audit";
import { gone } from "./join-people";

/** Nothing is joined, so no account is counted again. */
export const keepApart = defineChange({
  permission: "person.reject_join",
  input: KeepApart,

  hold: (_, { userIds }) => ({ changedPeople: userIds }),

  async write(tx, { userIds }) {
    const facts = await findJoinFacts(tx, ...userIds);
    if (!facts) throw new DomainError("not_found", gone);
    const [one, other] = facts.people;
    if (one.id === other.id) throw new DomainError("conflict", `${one.name} is already one person.`);
    if ((await insertRejectedJoins(tx, one.id, other.id)) === 0) {
      throw new DomainError("conflict", `${one.name} and ${other.name} are kept apart already.`);
    }

    const inSpiteOf = facts.evidence.map(evidenceInWords).join("; ") || null;
    const pairs = [
      { person: one, from: other },
      { person: other, from: one },
    ];
    return {
      data: { userIds },
      audit: pairs.map(({ person, from }) => ({
        action: "person.reject_join",
        ...ofPerson(person.id, null),
        after: {
          name: person.name,
          logins: loginsInWords(person.logins),
          keptApartFrom: `${from.name}, ${loginsInWords(from.logins)} (person ${from.id})`,
          inSpiteOf,
        },
      })),
    };
  },
});
