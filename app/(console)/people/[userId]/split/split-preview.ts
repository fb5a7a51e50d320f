import type { Reader } from "@/db/client";
import { findUser } from "@/db/queries/people";
import { findSplitFacts } from "@/db/queries/splits";
import { type AccountEffect, cutEffects } from "@/domain/account-effects";
import { planSplit, regroupNumbers, takenInWords } from "@/domain/joins";
import { namesInWords } from "@/domain/names";

export type SplitPreview = {
  userId: number;
  ownerId: number;
  title: string;
  /** Whose the login will be. */
  outcome: string;
  effect: string;
  effects: AccountEffect[];
  numbers: ReturnType<typeof regroupNumbers>;
  refusal: string | undefined;
};

/** What splitting would do, by the functions that decide it; undefined when the login is not this person's. */
export async function findSplitPreview(db: Reader, userId: number, ownerId: number): Promise<SplitPreview | undefined> {
  const facts = await findSplitFacts(db, userId, ownerId);
  if (!facts) return undefined;
  const { person, origin, accounts } = facts;
  const plan = planSplit(person, origin.loginIds, accounts);
  const record = origin.recordId === undefined ? undefined : await findUser(db, origin.recordId);
  const login = person.logins.find(({ id }) => id === ownerId)?.name ?? "";
  const others = plan.going.filter(({ id }) => id !== ownerId).map(({ name }) => name);
  const together = others.length > 0 ? `, and with it ${namesInWords(others)}, which came along` : "";
  return {
    userId,
    ownerId,
    title: `Split off ${login}`,
    outcome: record
      ? `${login} goes back to ${record.name} (person ${record.id}), as it was before they were joined${together}.`
      : `${login} becomes a person of its own.`,
    effect: takenInWords(plan.effects),
    effects: cutEffects(plan.effects),
    numbers: regroupNumbers(plan),
    refusal: plan.refusal,
  };
}
