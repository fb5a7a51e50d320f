import "server-only";
import type { Tx } from "@/db/client";
import type { ActivationScope } from "@/db/queries/activation-scope";
import { type ActivatedPerson, listActivatedIn, type Weighed } from "@/db/queries/activations";
import { type StepOutcome, selectionLimit } from "@/domain/activation";

/** Those whom a step names, else those who change by it; nobody where these are too many to name. */
export async function listNamed(
  tx: Tx,
  { accountId, userIds }: ActivationScope,
  { outcomes, changing }: Weighed<StepOutcome>,
): Promise<ActivatedPerson[]> {
  if (userIds) return listActivatedIn(tx, accountId, [...outcomes.keys()]);
  return changing.length <= selectionLimit ? listActivatedIn(tx, accountId, changing) : [];
}
