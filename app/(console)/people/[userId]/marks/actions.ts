"use server";

import { findMarkFacts, lockMarkScope, updateStaffMarks } from "@/db/queries/marks";
import { updatePeople } from "@/db/queries/roster-identities";
import { peopleById, updateLedger } from "@/db/queries/seats";
import { DomainError } from "@/domain/errors";
import { MarkLogin } from "@/domain/input/marks";
import { cutAccounts, markNumbers, planMark, requireExpectedMark, withWords } from "@/domain/marks";
import { type MarkedLogin, markInWords } from "@/domain/person";
import type { Kind } from "@/domain/seats";
import { defineAction } from "@/server/action";
import { auditPlaces } from "../../audit-places";

/** A fact: recorded even where it leaves an account over, and in an inactive one too. */
export const markLogin = defineAction({
  permission: "person.mark",
  input: MarkLogin,

  async run({ tx, input: { ownerId, expected, reason, ...words } }) {
    const user = await lockMarkScope(tx, ownerId);
    const facts = (await findMarkFacts(tx, ownerId))!;
    const login = facts.logins.find(({ id }) => id === ownerId)!;

    const plan = planMark(facts, words);
    const shown = planMark(cutAccounts(facts), words);
    requireExpectedMark(shown, expected);
    if (plan.isUnchanged) throw new DomainError("conflict", `Staff's word on ${login.name} is this already.`);

    await updateStaffMarks(tx, ownerId, words);
    await updatePeople(tx, peopleById([user.id]));
    await updateLedger(
      tx,
      plan.accounts.map(({ id }) => id),
      peopleById([user.id]),
    );

    return {
      data: markNumbers(shown),
      audit: auditPlaces(plan.accounts).map(({ accountId, before, after }) => ({
        action: "person.mark" as const,
        accountId,
        subjectKind: "person" as const,
        subjectId: String(user.id),
        reason,
        before: { ...auditFacts(user.name, login, plan.kindBefore), ...before },
        after: { ...auditFacts(user.name, withWords(login, words), plan.kindAfter), ...after },
      })),
    };
  },
});

function auditFacts(name: string, { name: login, student, bot }: MarkedLogin, countsAs: Kind) {
  return { name, login, student: markInWords(student), bot: markInWords(bot), countsAs };
}
