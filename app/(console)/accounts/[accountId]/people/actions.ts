"use server";

import { setNumbers } from "@/domain/activation";
import { DomainError } from "@/domain/errors";
import { ChangeActivationOfSet } from "@/domain/input/activation";
import { ChangeActivation } from "@/domain/input/people";
import { activationNumbers } from "@/domain/people";
import { defineAction } from "@/server/action";
import { activatePeople as activate } from "@/server/activation/activate-people";
import { deactivatePeople as deactivate } from "@/server/activation/deactivate-people";

export const activatePerson = defineAction({
  permission: "person.activate",
  input: ChangeActivation,

  async run({ tx, input: { userId, expected, reason, ...place } }) {
    const { data, audit } = await activate(tx, { ...place, userIds: [userId] }, { mode: "all", expected, reason });
    requireChange(data, "activated here already");
    return { data: activationNumbers(data), audit };
  },
});

/** Works in an inactive account too: it takes nobody in. */
export const deactivatePerson = defineAction({
  permission: "person.deactivate",
  input: ChangeActivation,

  async run({ tx, input: { userId, expected, reason, ...place } }) {
    const { data, audit } = await deactivate(tx, { ...place, userIds: [userId] }, { expected, reason });
    requireChange(data, "activated nowhere here");
    return { data: activationNumbers(data), audit };
  },
});

export const activatePeople = defineAction({
  permission: "person.activate",
  input: ChangeActivationOfSet,

  async run({ tx, input: { mode, expected, reason, ...scope } }) {
    const { data, audit } = await activate(tx, scope, { mode, expected, reason });
    if (data.refusal) throw new DomainError("precondition_failed", data.refusal.message);
    requireChange(data, "activated here already");
    return { data: setNumbers(data), audit };
  },
});

export const deactivatePeople = defineAction({
  permission: "person.deactivate",
  input: ChangeActivationOfSet,

  async run({ tx, input: { mode, expected, reason, ...scope } }) {
    const { data, audit } = await deactivate(tx, scope, { expected, reason });
    requireChange(data, "activated nowhere here");
    return { data: setNumbers(data), audit };
  },
});

type Answered = { changed: number; answers: { name: string | null; outcome: string }[] | undefined };

/** To whoever looked at a preview, a step that changes nothing is one that somebody else did before. */
function requireChange({ changed, answers = [] }: Answered, words: string): void {
  if (changed > 0) return;
  const members = answers.filter(({ outcome }) => outcome !== "not_a_member");
  if (answers.length > 0 && members.length === 0) {
    const whom = answers.length === 1 ? "This person is" : "These people are";
    throw new DomainError("not_found", `${whom} here no longer. Reload the page.`);
  }
  const who = members.length === 1 ? `${members[0]!.name} is` : "Everybody is";
  throw new DomainError("conflict", `${who} ${words}.`);
}
