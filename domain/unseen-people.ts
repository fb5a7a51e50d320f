import { type DeactivationCounts, type DeactivationSetPlan, planDeactivationOfSet } from "./activation";
import type { PlanRefusal } from "./preview";
import type { Typed } from "./typed";
import { readWholeNumber } from "./whole-numbers";

export const defaultDays = 90;
export const mostDays = 3650;

/** Days without being seen, as they are typed. */
export function readDays(typed: string): Typed<number> {
  return readWholeNumber(typed, { least: 1, most: mostDays, noun: "days" });
}

/** Not seen for a number of days, or without any last-seen date, which is not the same (S16). */
export const unseenKinds = ["inactive", "unknown"] as const;
export type Unseen = (typeof unseenKinds)[number];

export const unseenSorts = ["last_seen", "name"] as const;

/** People seen at or after this time are not inactive. */
export function unseenBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
}

/** `seen` identifies the people and when each was last seen, so it changes when one of them is seen again. */
export type UnseenPlan = DeactivationSetPlan & { seen: string; refusal: PlanRefusal | undefined };

/** The effect of ending all their activations in the account. */
export function planUnseen(account: { usedSeatCount: number }, counts: DeactivationCounts, seen: string): UnseenPlan {
  const plan = planDeactivationOfSet(account, counts);
  const refusal = plan.changed === 0 ? { message: "None of them is inactive here." } : undefined;
  return { ...plan, seen, refusal };
}
