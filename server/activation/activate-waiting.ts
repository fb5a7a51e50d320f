import "server-only";
import type { Tx } from "@/db/client";
import {
  type ActivatedPerson,
  activateMemberships,
  type ChangedMembership,
  weighActivation,
} from "@/db/queries/activations";
import { peopleById, updateLedger } from "@/db/queries/seats";
import type { Account } from "@/db/schema";
import { type ActivationSetPlan, planActivationOfSet, seatsToGrant } from "@/domain/activation";
import { listNamed } from "./list-named";

export type WaitingAnswer = {
  plan: ActivationSetPlan;
  changed: ChangedMembership[];
  /** Those activated, as they were before; nobody where there are too many to name. */
  people: ActivatedPerson[];
};

/**
 * Tries those again who wait for a seat: as many as fit are activated, the others wait on. The caller holds the account
 * and all who wait in it.
 */
export async function activateWaiting(tx: Tx, account: Account): Promise<WaitingAnswer> {
  const scope = { accountId: account.id, isWaiting: true };
  const weighed = await weighActivation(tx, scope, seatsToGrant(account, "fit"));
  const plan = planActivationOfSet(account, weighed.counts);
  if (plan.changed === 0) return { plan, changed: [], people: [] };

  const people = await listNamed(tx, scope, weighed);
  const changed = await activateMemberships(tx, scope, weighed.changing);
  await updateLedger(tx, [account.id], peopleById(weighed.changing));
  return { plan, changed, people };
}
