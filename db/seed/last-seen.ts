import { createRandom } from "./random";
import type { SampleWorld } from "./sample-world";

/**
 * When each membership was last seen, in days before the seeding; null where no roster says it. Most people were seen
 * lately in one of their organizations, some nowhere for months, and of some nothing is known.
 */
export function drawLastSeen({ organizations, logins, memberships }: SampleWorld): (number | null)[] {
  // A chance of its own, so that the world is as it was without it.
  const random = createRandom(20_261_123);
  const shares = [
    { habit: "seen" as const, weight: 82 },
    { habit: "inactive" as const, weight: 10 },
    { habit: "unknown" as const, weight: 8 },
  ];
  const habits = new Map<number, "seen" | "inactive" | "unknown">();

  return memberships.map(({ organization, login, daysAgo }) => {
    const { person } = logins[login]!;
    const habit = habits.get(person) ?? random.pickWeighted(shares).habit;
    habits.set(person, habit);
    const isSilent = random.isTrue(0.15);
    const lag = random.between(0, 45);
    const months = random.between(95, 400);
    const { importedDaysAgo } = organizations[organization]!;
    if (importedDaysAgo === null || habit === "unknown" || isSilent) return null;
    const seenDaysAgo = importedDaysAgo + (habit === "seen" ? lag : months);
    return seenDaysAgo < daysAgo ? seenDaysAgo : null;
  });
}
