import "server-only";
import type { Change } from "@/db/audited-transaction";
import type { Tx } from "@/db/client";
import type { ActivationScope } from "@/db/queries/activation-scope";
import {
  countDeactivation,
  deactivateMemberships,
  listDeactivation,
  lockActivationScope,
} from "@/db/queries/activations";
import { peopleById, updateLedger } from "@/db/queries/seats";
import {
  type DeactivationOutcome,
  type DeactivationSetPlan,
  planDeactivationOfSet,
  selectionLimit,
  setNumbers,
} from "@/domain/activation";
import { requireExpected } from "@/domain/preview";
import { auditOfStep } from "./audit-of-step";
import { type PersonAnswer, withMissing } from "./person-answer";

type Options = {
  /** The numbers of the preview, where there was one. */
  expected?: Record<string, number>;
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
  const { account, organizations } = await lockActivationScope(tx, scope);
  const plan = planDeactivationOfSet(account, await countDeactivation(tx, scope));
  if (expected && plan.changed > 0) requireExpected(setNumbers(plan), expected);

  const isNamed = scope.userIds !== undefined || plan.changed <= selectionLimit;
  const listing = { isChanging: scope.userIds === undefined, limit: selectionLimit };
  const people = isNamed ? await listDeactivation(tx, scope, listing) : [];
  const answers = scope.userIds && withMissing(scope.userIds, people);
  const data = { ...plan, answers };
  if (plan.changed === 0) return { data, audit: [] };

  const changed = await deactivateMemberships(tx, scope);
  const userIds = [...new Set(changed.map(({ userId }) => userId))];
  await updateLedger(tx, [scope.accountId], peopleById(userIds));
  const step = { action: "person.deactivate" as const, scope, organizations, plan, people, userIds, reason };
  return { data, audit: await auditOfStep(tx, step) };
}
