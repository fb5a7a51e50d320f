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
 * Counts every suggestion anew, all as of one moment, and puts it in the place of the last at once. Holds no lock on
 * anything it reads; whoever looks meanwhile sees the last. Left alone where another is at it.
 */
export function refreshSuggestions(actor: Actor): Promise<RefreshOutcome> {
  return auditedTransaction(
    actor,
    "suggestions.refresh",
    async (tx) => ({
      data: await refresh(tx),
      // Suggestions are derived from what changes elsewhere: nothing that anybody decided is altered.
      audit: [],
    }),
    { isolationLevel: "repeatable read" },
  );
}

/** Within a transaction as above, for a test that looks in while it is open. */
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

/** Organizations in no account that Stripe and shared people bring together are told once, by Stripe. */
async function findClusters(tx: Tx): Promise<NewCluster[]> {
  const byStripe = await findStripeClusters(tx);
  const toldByStripe = new Set(byStripe.map(({ organizationIds }) => organizationIds.join()));
  const byPeople = clustersOf(await listTies(tx)).filter((ids) => !toldByStripe.has(ids.join()));
  const unknownToStripe = { organizationIds: null, stripeId: null, soldSeats: null, usableSeats: null };
  return [...byStripe, ...byPeople.map((places) => ({ evidence: "people" as const, places, ...unknownToStripe }))];
}

/** Organizations that share a subscription mostly share its customer too: then the subscription says it. */
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
