import "server-only";
import type { Change } from "@/db/audited-transaction";
import type { Tx } from "@/db/client";
import type { ActivationScope } from "@/db/queries/activation-scope";
import { deactivateMemberships, lockActivationScope, weighDeactivation } from "@/db/queries/activations";
import { peopleById, updateLedger } from "@/db/queries/seats";
import {
  chosenNumbers,
  type DeactivationOutcome,
  type DeactivationSetPlan,
  planDeactivationOfSet,
} from "@/domain/activation";
import { requireExpected } from "@/domain/preview";
import { auditOfStep } from "./audit-of-step";
import { listNamed } from "./list-named";
import { answersOf, type PersonAnswer } from "./person-answer";

type Options = {
  /** The numbers of the preview, where there was one. */
  expected?: Record<string, number | string>;
  reason: string;
};

export type DeactivationAnswer = DeactivationSetPlan & {
  /** Each of those named; missing for a whole organization. */
  answers: PersonAnswer<DeactivationOutcome>[] | undefined;
};

/** Ends the activations of people in an account: of one, of a selection, or of everybody in an organization (S8). */
export async function deactivatePeople(
  tx: Tx,
  scope: ActivationScope,
  { expected, reason }: Options,
): Promise<Change<"person.deactivate", DeactivationAnswer>> {
  const account = await lockActivationScope(tx, scope);
  const weighed = await weighDeactivation(tx, scope);
  const plan = planDeactivationOfSet(account, weighed.counts);
  if (expected && plan.changed > 0) requireExpected(chosenNumbers(plan, weighed.counts), expected);

  const people = await listNamed(tx, scope, weighed);
  const answers = answersOf(scope, people, weighed.outcomes);
  const data = { ...plan, answers };
  if (plan.changed === 0) return { data, audit: [] };

  const userIds = weighed.changing;
  await deactivateMemberships(tx, { ...scope, userIds });
  await updateLedger(tx, [scope.accountId], peopleById(userIds));
  const step = { action: "person.deactivate" as const, scope, plan, people, userIds, reason };
  return { data, audit: await auditOfStep(tx, step) };
}
