import type { Unseen } from "@/domain/unseen-people";

/**
 * Given the last-seen dates of a person's activated memberships in an account: one recent date keeps the person, and
 * without any date it is unknown.
 */
export function unseenOf(lastSeen: readonly (Date | null)[], before: Date): Unseen | undefined {
  const known = lastSeen.filter((at) => at !== null);
  if (known.length === 0) return "unknown";
  return known.every((at) => at < before) ? "inactive" : undefined;
}
