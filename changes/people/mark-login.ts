import { findMarkFacts, findPersonOf, listMarkedAccounts, updateStaffMarks } from "@/db/queries/marks";
import { updatePeople } from "@/db/queries/people-facts";
import { peopleById, updateLedger } from "@/db/queries/seats";
import { DomainError } from "@/domain/errors";
import { MarkLogin } from "@/domain/input/marks";
import { cutAccounts, planMark, withWords } from "@/domain/marks";
import { type MarkedLogin, markInWords } from "@/domain/person";
import type { Kind } from "@/domain/seats";
import { definePreviewedChange } from "@/server/change";
import { ofPerson } from "../audit";
import { auditPlaces } from "./audit-places";

const gone = "This login no longer exists.";

/** A mark is a fact, so it is recorded even if it leaves an account over its seats, and in inactive accounts too. */
export const markLogin = definePreviewedChange({
  permission: "person.mark",
  input: MarkLogin,

  async hold(db, { ownerId }) {
    const person = await findPersonOf(db, ownerId);
    if (!person) throw new DomainError("not_found", gone);
    const accounts = await listMarkedAccounts(db, person.id);
    return { accounts: accounts.map(({ id }) => id), changedPeople: [person.id] };
  },

  async weigh(db, { ownerId, ...words }) {
    const facts = await findMarkFacts(db, ownerId);
    if (!facts) throw new DomainError("not_found", gone);
    return { facts, mark: planMark(facts, words), plan: planMark(cutAccounts(facts), words) };
  },

  async write(tx, { ownerId, ...words }, { facts, mark, plan }, { accounts = [] }) {
    const { userId, personName } = facts;
    const login = facts.logins.find(({ id }) => id === ownerId)!;
    if (plan.isUnchanged) throw new DomainError("conflict", `Staff have already marked ${login.name} this way.`);

    await updateStaffMarks(tx, ownerId, words);
    await updatePeople(tx, peopleById([userId]));
    await updateLedger(tx, accounts, peopleById([userId]));
    return {
      data: plan,
      audit: auditPlaces(mark.accounts).map(({ accountId, before, after }) => ({
        action: "person.mark",
        ...ofPerson(userId, accountId),
        before: { owner: ownerId, ...auditFacts(personName, login, plan.kindBefore), ...before },
        after: { owner: ownerId, ...auditFacts(personName, withWords(login, words), plan.kindAfter), ...after },
      })),
    };
  },
});

function auditFacts(name: string, { name: login, student, bot }: MarkedLogin, countsAs: Kind) {
  return { name, login, student: markInWords(student), bot: markInWords(bot), countsAs };
}
