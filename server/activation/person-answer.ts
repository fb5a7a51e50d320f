import type { StepOutcome } from "@/domain/activation";

/** What a step came to for one person; their name is null when they are no member in scope. */
export type PersonAnswer<Outcome extends StepOutcome> = {
  userId: number;
  name: string | null;
  outcome: Outcome | "not_a_member";
};

/** An answer for each of those asked for, those who are no member too. */
export function withMissing<Outcome extends StepOutcome>(
  userIds: readonly number[],
  people: readonly PersonAnswer<Outcome>[],
): PersonAnswer<Outcome>[] {
  const found = new Map(people.map(({ userId, name, outcome }) => [userId, { userId, name, outcome }]));
  return [...new Set(userIds)].map(
    (userId) => found.get(userId) ?? { userId, name: null, outcome: "not_a_member" as const },
  );
}
