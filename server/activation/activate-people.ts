import "server-only";
import type { Change } from "@/db/audited-transaction";
import type { Tx } from "@/db/client";
import type { ActivationScope } from "@/db/queries/activation-scope";
import { activateMemberships, countActivation, listActivation, lockActivationScope } from "@/db/queries/activations";
import { peopleById, updateLedger } from "@/db/queries/seats";
import {
  type ActivationOutcome,
  type ActivationSetPlan,
  activationOutcomeOf,
  type GrantMode,
  planActivationOfSet,
  seatsToGrant,
  selectionLimit,
  setNumbers,
} from "@/domain/activation";
import { DomainError } from "@/domain/errors";
import { requireExpected } from "@/domain/preview";
import { auditOfStep } from "./audit-of-step";
import { type PersonAnswer, withMissing } from "./person-answer";

type Options = {
  mode: GrantMode;
  /** The numbers of the preview, where there was one. */
  expected?: Record<string, number>;
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
  const { account, organizations } = await lockActivationScope(tx, scope);
  const limit = seatsToGrant(account, mode);
  const plan = planActivationOfSet(account, await countActivation(tx, scope, limit));
  if (expected && plan.changed > 0) requireExpected(setNumbers(plan), expected);
  if (plan.refusal && mode === "all") throw new DomainError("precondition_failed", plan.refusal.message);

  const isNamed = scope.userIds !== undefined || plan.changed <= selectionLimit;
  const listing = { isChanging: scope.userIds === undefined, limit: selectionLimit };
  const people = isNamed ? await listActivation(tx, scope, limit, listing) : [];
  const answers =
    scope.userIds &&
    withMissing(
      scope.userIds,
      people.map(({ userId, name, outcome }) => ({ userId, name, outcome: activationOutcomeOf(plan, outcome) })),
    );
  const data = { ...plan, answers };
  if (plan.changed === 0) return { data, audit: [] };

  const changed = await activateMemberships(tx, scope, limit);
  const userIds = [...new Set(changed.map(({ userId }) => userId))];
  await updateLedger(tx, [scope.accountId], peopleById(userIds));
  const step = { action: "person.activate" as const, scope, organizations, plan, people, userIds, reason };
  return { data, audit: await auditOfStep(tx, step) };
}
