import "server-only";
import { auditedTransaction } from "@/db/audited-transaction";
import type { Tx } from "@/db/executor";
import { foldKnownPeople } from "@/db/queries/known-people";
import { replaceSuggestedJoins } from "@/db/queries/suggestions/suggested-joins";
import { countSharedPeople, listStripeGroups, listTies } from "@/db/queries/suggestions/suggestion-evidence";
import {
  finishRefresh,
  lockRefresh,
  type NewCluster,
  replaceClusters,
  replaceSuggestedOrganizations,
} from "@/db/queries/suggestions/suggestion-refreshes";
import { clustersOf, sharedPlanOf } from "@/domain/clusters";
import type { Actor } from "@/domain/permissions";

export type RefreshOutcome = "refreshed" | "under_way";

/**
 * Counts every suggestion again as of one moment, and replaces the previous ones at once. It locks nothing that it
 * reads, and readers see the previous suggestions meanwhile. It does nothing if another refresh is running.
 */
export function refreshSuggestions(actor: Actor): Promise<RefreshOutcome> {
  return auditedTransaction(
    actor,
    "suggestions.refresh",
    async (tx) => ({
      data: await refresh(tx),
      // Suggestions are derived, so this changes nothing that anyone decided.
      audit: [],
    }),
    { isolationLevel: "repeatable read" },
  );
}

/** Part of the transaction above, for a test that looks in while it is open. */
export async function refresh(tx: Tx): Promise<RefreshOutcome> {
  if (!(await lockRefresh(tx))) return "under_way";
  await countSharedPeople(tx);
  await replaceSuggestedOrganizations(tx);
  await replaceClusters(tx, await findClusters(tx));
  await replaceSuggestedJoins(tx);
  await foldKnownPeople(tx);
  await finishRefresh(tx);
  return "refreshed";
}

/** If both Stripe and shared people bring organizations together, they are suggested once, by Stripe. */
async function findClusters(tx: Tx): Promise<NewCluster[]> {
  const byStripe = await findStripeClusters(tx);
  const toldByStripe = new Set(byStripe.map(({ organizationIds }) => organizationIds.join()));
  const byPeople = clustersOf(await listTies(tx)).filter((ids) => !toldByStripe.has(ids.join()));
  const unknownToStripe = { organizationIds: null, stripeId: null, soldSeats: null, usableSeats: null };
  return [...byStripe, ...byPeople.map((places) => ({ evidence: "people" as const, places, ...unknownToStripe }))];
}

/** Organizations that share a subscription mostly share its customer too. The subscription is then the evidence. */
async function findStripeClusters(tx: Tx): Promise<(NewCluster & { organizationIds: number[] })[]> {
  const byMembers = new Map<string, NewCluster & { organizationIds: number[] }>();
  for (const { evidence, stripeId, places, organizationIds, planSeatCounts } of await listStripeGroups(tx)) {
    const members = organizationIds.join();
    if (byMembers.has(members)) continue;
    const plan = sharedPlanOf(planSeatCounts);
    const [soldSeats, usableSeats] = [plan?.sold ?? null, plan?.usable ?? null];
    byMembers.set(members, { evidence, places, organizationIds, stripeId, soldSeats, usableSeats });
  }
  return [...byMembers.values()];
}
