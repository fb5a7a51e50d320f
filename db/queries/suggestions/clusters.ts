import { and, asc, count, desc, eq, gte, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import { type ClusterEvidence, clusterPageSize, sharedPeopleMinimum } from "@/domain/clusters";
import type { ClusterListing } from "@/domain/input/clusters";
import type { Paged } from "@/domain/listings";
import { attachLimit } from "@/domain/organizations";
import type { BilledAccount } from "@/domain/savings";
import type { Reader } from "../../executor";
import { holds } from "../../patterns";
import { accounts } from "../../schema/accounts";
import { organizations } from "../../schema/organizations";
import { plans } from "../../schema/plans";
import { organizationClusterMembers as members, organizationClusters } from "../../schema/suggestions";

export type ClusterAccount = {
  id: string;
  name: string;
  organizationCount: number;
  unitPriceCents: number | null;
  planUnitPriceCents: number | null;
} & BilledAccount;

export type ClusterRow = {
  id: number;
  evidence: ClusterEvidence;
  stripeId: string | null;
  organizationCount: number;
  people: number;
  chargedSeats: number;
  pooledSeats: number;
  soldSeats: number | null;
  usableSeats: number | null;
  /**
   * The organizations as they are now. Of the unattached ones, the first by login, up to the number that one step can
   * attach.
   */
  accounts: ClusterAccount[];
  unattached: { login: string; importedAt: Date | null }[];
  unattachedCount: number;
};

/** Leaves out organizations removed since the last refresh. */
const isKnown = isNull(organizations.removedAt);

/** If all of them have joined one account since the last refresh, there is nothing left to suggest. */
const isStillApart = sql`exists (
  select from ${members}
  join ${organizations} on ${organizations.id} = ${members.organizationId} and ${isKnown}
  where ${members.clusterId} = ${organizationClusters.id}
  having count(distinct coalesce(${organizations.accountId}, ${organizations.id}::text)) > 1
)`;

/** Matches a login of an organization, or the name of an account. */
const isNamed = (text: string) => sql`exists (
  select from ${members}
  join ${organizations} on ${organizations.id} = ${members.organizationId} and ${isKnown}
  left join ${accounts} on ${accounts.id} = ${organizations.accountId}
  where ${members.clusterId} = ${organizationClusters.id}
    and (${holds(organizations.login, text)} or ${holds(accounts.name, text)})
)`;

const ofKind: Record<ClusterListing["evidence"], SQL | undefined> = {
  all: undefined,
  people: gte(organizationClusters.people, sharedPeopleMinimum),
  stripe: ne(organizationClusters.evidence, "people"),
};

/** The clusters that would save the most seats come first. */
export async function listClusters(db: Reader, { q, evidence, page }: ClusterListing): Promise<Paged<ClusterRow>> {
  const matches = and(isStillApart, ofKind[evidence], q ? isNamed(q) : undefined);
  const rows = await db
    .select({
      id: organizationClusters.id,
      evidence: organizationClusters.evidence,
      stripeId: organizationClusters.stripeId,
      organizationCount: organizationClusters.organizationCount,
      people: organizationClusters.people,
      chargedSeats: organizationClusters.chargedSeats,
      pooledSeats: organizationClusters.pooledSeats,
      soldSeats: organizationClusters.soldSeats,
      usableSeats: organizationClusters.usableSeats,
    })
    .from(organizationClusters)
    .where(matches)
    .orderBy(
      desc(sql`(${organizationClusters.chargedSeats} - ${organizationClusters.pooledSeats})`),
      desc(organizationClusters.id),
    )
    .limit(clusterPageSize)
    .offset((page - 1) * clusterPageSize);

  const ids = rows.map(({ id }) => id);
  const [accountsOf, unattachedOf] = [await listAccounts(db, ids), await listUnattached(db, ids)];
  return {
    rows: rows.map((row) => {
      const unattached = unattachedOf.filter(({ clusterId }) => clusterId === row.id);
      return {
        ...row,
        accounts: accountsOf.filter(({ clusterId }) => clusterId === row.id),
        unattached,
        unattachedCount: unattached[0]?.count ?? 0,
      };
    }),
    total: await db.$count(organizationClusters, matches),
  };
}

function listAccounts(db: Reader, clusterIds: number[]) {
  return db
    .select({
      clusterId: members.clusterId,
      id: accounts.id,
      name: accounts.name,
      organizationCount: count(),
      unitPriceCents: accounts.unitPriceCents,
      planUnitPriceCents: plans.unitPriceCents,
      planSeatCount: accounts.planSeatCount,
      freeSeatCount: accounts.freeSeatCount,
      overage: accounts.overage,
      usedSeatCount: accounts.usedSeatCount,
      organizationSeatCount: accounts.organizationSeatCount,
    })
    .from(members)
    .innerJoin(organizations, eq(organizations.id, members.organizationId))
    .innerJoin(accounts, eq(accounts.id, organizations.accountId))
    .innerJoin(plans, eq(plans.name, accounts.plan))
    .where(inArray(members.clusterId, clusterIds))
    .groupBy(members.clusterId, accounts.id, plans.name)
    .orderBy(members.clusterId, asc(sql`lower(${accounts.name})`));
}

function listUnattached(db: Reader, clusterIds: number[]) {
  const byLogin = sql`lower(${organizations.login}), ${organizations.id}`;
  const ranked = db
    .select({
      clusterId: members.clusterId,
      login: organizations.login,
      importedAt: organizations.importedAt,
      count: sql<number>`count(*) over (partition by ${members.clusterId})`.as("count"),
      place: sql<number>`row_number() over (partition by ${members.clusterId} order by ${byLogin})`.as("place"),
    })
    .from(members)
    .innerJoin(organizations, eq(organizations.id, members.organizationId))
    .where(and(inArray(members.clusterId, clusterIds), isNull(organizations.accountId), isKnown))
    .as("ranked");
  return db.select().from(ranked).where(sql`${ranked.place} <= ${attachLimit}`).orderBy(ranked.clusterId, ranked.place);
}
