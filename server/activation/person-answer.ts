import type { ActivationScope } from "@/db/queries/activation-scope";
import type { StepOutcome } from "@/domain/activation";

/** What a step came to for one person; their name is null when they are no member in scope. */
export type PersonAnswer<Outcome extends StepOutcome> = {
  userId: number;
  name: string | null;
  outcome: Outcome | "not_a_member";
};

/** An answer for each of those named, those who are no member too; undefined where nobody is named. */
export function answersOf<Outcome extends StepOutcome>(
  { userIds }: ActivationScope,
  members: readonly { userId: number; name: string }[],
  outcomes: ReadonlyMap<number, Outcome>,
): PersonAnswer<Outcome>[] | undefined {
  const names = new Map(members.map(({ userId, name }) => [userId, name]));
  return (
    userIds &&
    [...new Set(userIds)].map((userId) => ({
      userId,
      name: names.get(userId) ?? null,
      outcome: outcomes.get(userId) ?? ("not_a_member" as const),
    }))
  );
}
