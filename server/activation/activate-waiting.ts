import "server-only";
import type { Tx } from "@/db/client";
import {
  activateMemberships,
  type ChangedMembership,
  countActivation,
  listActivation,
  type WeighedPerson,
} from "@/db/queries/activations";
import { peopleById, updateLedger } from "@/db/queries/seats";
import type { Account } from "@/db/schema";
import {
  type ActivationOutcome,
  type ActivationSetPlan,
  planActivationOfSet,
  seatsToGrant,
  selectionLimit,
} from "@/domain/activation";

export type WaitingAnswer = {
  plan: ActivationSetPlan;
  changed: ChangedMembership[];
  /** Those activated, as they were before; nobody where there are too many to name. */
  people: WeighedPerson<ActivationOutcome>[];
};

/**
 * Tries those again who wait for a seat: as many as fit are activated, the others wait on. The caller holds the account
 * and all who wait in it.
 */
export async function activateWaiting(tx: Tx, account: Account): Promise<WaitingAnswer> {
  const scope = { accountId: account.id, isWaiting: true };
  const limit = seatsToGrant(account, "fit");
  const plan = planActivationOfSet(account, await countActivation(tx, scope, limit));
  if (plan.changed === 0) return { plan, changed: [], people: [] };

  const isNamed = plan.changed <= selectionLimit;
  const people = isNamed ? await listActivation(tx, scope, limit, { isChanging: true, limit: selectionLimit }) : [];
  const changed = await activateMemberships(tx, scope, limit);
  await updateLedger(tx, [account.id], peopleById([...new Set(changed.map(({ userId }) => userId))]));
  return { plan, changed, people };
}
