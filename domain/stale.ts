import { type DeactivationCounts, planDeactivationOfSet, setNumbers } from "./activation";
import type { SetNumbers } from "./input/activation";
import type { Typed } from "./typed";
import { readWholeNumber } from "./whole-numbers";

export const defaultDays = 90;
export const mostDays = 3650;

/** Days without being seen, as they are typed. */
export function readDays(typed: string): Typed<number> {
  return readWholeNumber(typed, { least: 1, most: mostDays, noun: "days" });
}

/** Seen, but not for so many days; or activated and never said to be seen, which is not the same (S16). */
export const inactivities = ["inactive", "unknown"] as const;
export type Inactivity = (typeof inactivities)[number];

export const inactiveSorts = ["last_seen", "name"] as const;

/** Whoever was seen since is not inactive. */
export function inactiveBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
}

/**
 * Of somebody's activated memberships in an account: one that was seen lately keeps them, and of somebody none says
 * anything about nothing is known.
 */
export function inactivityOf(lastSeen: readonly (Date | null)[], before: Date): Inactivity | undefined {
  const known = lastSeen.filter((at) => at !== null);
  if (known.length === 0) return "unknown";
  return known.every((at) => at < before) ? "inactive" : undefined;
}

/** `seen` stands for who they are and when each was last seen: whoever is seen meanwhile makes it another. */
export type InactiveNumbers = SetNumbers & { seen: string };

/** What ending all their activations in the account does. The page previews with it; the action decides with it. */
export function planInactive(
  account: { usedSeatCount: number },
  counts: DeactivationCounts,
  seen: string,
): InactiveNumbers & { refusal: string | undefined } {
  const plan = planDeactivationOfSet(account, counts);
  const refusal = plan.changed === 0 ? "Nobody of them is inactive here." : undefined;
  return { ...setNumbers(plan), seen, refusal };
}

export function inactiveNumbers({ seen, ...plan }: InactiveNumbers): InactiveNumbers {
  return { ...setNumbers(plan), seen };
}
