import type { Reader } from "@/db/executor";
import { findUser } from "@/db/queries/people";
import { findSplitFacts } from "@/db/queries/splits";
import type { AccountEffect } from "@/domain/account-effects";
import { cutRegrouping, planSplit, takenInWords } from "@/domain/joins";
import { namesInWords } from "@/domain/names";
import { previewOf } from "@/domain/preview";

export type SplitPreview = {
  /** What the action takes, except the reason. */
  asked: { userId: number; ownerId: number; preview: string };
  title: string;
  /** Whose the login will be. */
  outcome: string;
  effect: string;
  effects: AccountEffect[];
  refusal: string | undefined;
};

/** What splitting would do, by the functions that decide it; undefined when the login is not this person's. */
export async function findSplitPreview(db: Reader, userId: number, ownerId: number): Promise<SplitPreview | undefined> {
  const facts = await findSplitFacts(db, userId, ownerId);
  if (!facts) return undefined;
  const { person, origin, accounts } = facts;
  const split = planSplit(person, origin.loginIds, accounts);
  const plan = cutRegrouping(split);
  const record = origin.recordId === undefined ? undefined : await findUser(db, origin.recordId);
  const login = person.logins.find(({ id }) => id === ownerId)?.name ?? "";
  const others = split.going.filter(({ id }) => id !== ownerId).map(({ name }) => name);
  const together = others.length > 0 ? `, and with it ${namesInWords(others)}, which came along` : "";
  return {
    asked: { userId, ownerId, preview: previewOf(plan) },
    title: `Split off ${login}`,
    outcome: record
      ? `${login} goes back to ${record.name} (person ${record.id}), as it was before they were joined${together}.`
      : `${login} becomes a person of its own.`,
    effect: takenInWords(split.effects),
    effects: plan.effects,
    refusal: plan.refusal?.message,
  };
}
