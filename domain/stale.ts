import { type DeactivationCounts, type DeactivationSetPlan, planDeactivationOfSet } from "./activation";
import type { PlanRefusal } from "./preview";

export const defaultDays = 90;
export const mostDays = 3650;

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
export type InactivePlan = DeactivationSetPlan & { seen: string; refusal: PlanRefusal | undefined };

/** What happens when all their activations in the account end. */
export function planInactive(
  account: { usedSeatCount: number },
  counts: DeactivationCounts,
  seen: string,
): InactivePlan {
  const plan = planDeactivationOfSet(account, counts);
  const refusal = plan.changed === 0 ? { message: "Nobody of them is inactive here." } : undefined;
  return { ...plan, seen, refusal };
}
