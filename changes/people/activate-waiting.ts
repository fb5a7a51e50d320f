import type { Tx } from "@/db/executor";
import { activateMemberships, type ChangedMembership, weighActivation } from "@/db/queries/activations";
import type { Account } from "@/db/schema/accounts";
import type { AuditFact } from "@/db/schema/audit-log";
import { type ActivationSetPlan, planActivationOfSet, seatsToGrant } from "@/domain/activation";
import { finishStep, listNamed } from "./activation-step";

export type WaitingAnswer = {
  plan: ActivationSetPlan;
  changed: ChangedMembership[];
  audit: AuditFact<"person.activate">[];
};

/**
 * Gives free seats to the people who wait for one in an account. The others keep waiting. It is part of a change that
 * holds the account and everyone who waits in it.
 */
export async function activateWaiting(tx: Tx, account: Account): Promise<WaitingAnswer> {
  const scope = { accountId: account.id, isWaiting: true };
  const weighed = await weighActivation(tx, scope, seatsToGrant(account, "fit"));
  const plan = planActivationOfSet(account, weighed.counts);
  if (plan.changed === 0) return { plan, changed: [], audit: [] };

  const people = await listNamed(tx, scope, weighed);
  const { changing } = weighed;
  const changed = await activateMemberships(tx, scope, changing);
  const audit = await finishStep(tx, { action: "person.activate", scope, plan, changing, people });
  return { plan, changed, audit };
}
