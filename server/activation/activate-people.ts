import "server-only";
import type { Change } from "@/db/audited-transaction";
import type { Tx } from "@/db/client";
import type { ActivationScope } from "@/db/queries/activation-scope";
import { activateMemberships, lockActivationScope, weighActivation } from "@/db/queries/activations";
import { peopleById, updateLedger } from "@/db/queries/seats";
import {
  type ActivationOutcome,
  type ActivationSetPlan,
  activationOutcomeOf,
  chosenNumbers,
  type GrantMode,
  planActivationOfSet,
  seatsToGrant,
} from "@/domain/activation";
import { DomainError } from "@/domain/errors";
import { requireExpected } from "@/domain/preview";
import { auditOfStep } from "./audit-of-step";
import { listNamed } from "./list-named";
import { answersOf, type PersonAnswer } from "./person-answer";

type Options = {
  mode: GrantMode;
  /** The numbers of the preview, where there was one. */
  expected?: Record<string, number | string>;
  reason: string;
};

export type ActivationAnswer = ActivationSetPlan & {
  /** Each of those named; missing for a whole organization. */
  answers: PersonAnswer<ActivationOutcome>[] | undefined;
};

/**
 * Activates people in an account, as one grant: one person, a selection, or everybody in an organization. Whoever is
 * activated already stays so. `all` refuses the whole where it does not fit; `fit` refuses nothing and says who is left
 * out, and why.
 */
export async function activatePeople(
  tx: Tx,
  scope: ActivationScope,
  { mode, expected, reason }: Options,
): Promise<Change<"person.activate", ActivationAnswer>> {
  const account = await lockActivationScope(tx, scope);
  const weighed = await weighActivation(tx, scope, seatsToGrant(account, mode));
  const plan = planActivationOfSet(account, weighed.counts);
  if (expected && plan.changed > 0) requireExpected(chosenNumbers(plan, weighed.counts), expected);
  if (plan.refusal && mode === "all") throw new DomainError("precondition_failed", plan.refusal.message);

  const people = await listNamed(tx, scope, weighed);
  const answers = answersOf(scope, people, weighed.outcomes)?.map((answer) => {
    return { ...answer, outcome: activationOutcomeOf(plan, answer.outcome) };
  });
  const data = { ...plan, answers };
  if (plan.changed === 0) return { data, audit: [] };

  const userIds = weighed.changing;
  await activateMemberships(tx, scope, userIds);
  await updateLedger(tx, [scope.accountId], peopleById(userIds));
  const step = { action: "person.activate" as const, scope, plan, people, userIds, reason };
  return { data, audit: await auditOfStep(tx, step) };
}
