import type { ActivationScope } from "@/db/queries/activation-scope";
import type { ActivatedPerson } from "@/db/queries/activations";
import type { StepOutcome } from "@/domain/activation";

/** What a step did for one person. A person who is not a member in scope has no name here. */
export type PersonAnswer<Outcome extends StepOutcome> = {
  userId: number;
  name: string | null;
  outcome: Outcome | "not_a_member";
};

/** One answer for each person named in the scope; undefined for a scope that names no one. */
export function answersOf<Outcome extends StepOutcome>(
  { userIds }: ActivationScope,
  people: readonly ActivatedPerson[],
  outcomeOf: (userId: number) => Outcome | undefined,
): PersonAnswer<Outcome>[] | undefined {
  const names = new Map(people.map(({ userId, name }) => [userId, name]));
  return (
    userIds &&
    [...new Set(userIds)].map((userId) => ({
      userId,
      name: names.get(userId) ?? null,
      outcome: outcomeOf(userId) ?? ("not_a_member" as const),
    }))
  );
}
