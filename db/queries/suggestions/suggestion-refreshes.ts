import { sql } from "drizzle-orm";
import { type ClusterEvidence, suggestedPercentMinimum, suggestionLimit } from "@/domain/clusters";
import type { Reader, Tx } from "../../executor";
import { boolean, readRow, writeRow } from "../../rows";
import { suggestionRefreshes } from "../../schema/suggestions";

/** The two keys of the lock that a refresh holds, so that several servers never refresh at once. */
const refreshKeys = [1_937_074_028, 1] as const;

/** False if another refresh is running; otherwise no other can run until the transaction ends. */
export async function lockRefresh(tx: Tx): Promise<boolean> {
  const { isMine } = await writeRow(
    tx,
    { isMine: boolean },
    sql`select pg_try_advisory_xact_lock(${refreshKeys[0]}::int, ${refreshKeys[1]}::int) as is_mine`,
  );
  return isMine;
}

export type SuggestionRefresh = { asOf: Date | undefined; isRunning: boolean };

/** The time as of which suggestions hold, and whether they are being counted right now. */
export async function findSuggestionRefresh(db: Reader): Promise<SuggestionRefresh> {
  const [refresh] = await db.select({ asOf: suggestionRefreshes.asOf }).from(suggestionRefreshes);
  const query = sql`
    select exists (
      select from pg_locks
      where locktype = 'advisory' and objsubid = 2 and granted
        and database = (select oid from pg_database where datname = current_database())
        and classid = ${refreshKeys[0]}::bigint::oid and objid = ${refreshKeys[1]}::bigint::oid
    ) as is_running`;
  const { isRunning } = await readRow(db, { isRunning: boolean }, query);
  return { asOf: refresh?.asOf, isRunning };
}

/** What was counted holds as of the transaction's one moment. */
export async function finishRefresh(tx: Tx): Promise<void> {
  const milliseconds = sql<number>`extract(epoch from clock_timestamp() - now())::numeric * 1000`;
  await tx
    .insert(suggestionRefreshes)
    .values({ asOf: sql`now()`, milliseconds })
    .onConflictDoUpdate({ target: suggestionRefreshes.id, set: { asOf: sql`now()`, milliseconds } });
}

/** From the result of `countSharedPeople`. Unchanged rows are left alone. */
export async function replaceSuggestedOrganizations(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temporary table refresh_suggested on commit drop as
    select account_id, organization_id, shared_people, people
    from (
      select a.account_id, p.other as organization_id, p.shared_people, s.people,
        row_number() over (partition by p.one order by p.shared_people desc, s.people, p.other) as place_in_list
      from refresh_pairs p
      join refresh_accounts a on a.place = p.one
      join refresh_sizes s on s.place = p.other
      where p.other > 0 and p.shared_people * 100 >= s.people * ${suggestedPercentMinimum}
    ) as ranked
    where place_in_list <= ${suggestionLimit}`);
  await tx.execute(sql`analyze refresh_suggested`);
  await tx.execute(sql`
    delete from suggested_organizations s
    where not exists (
      select from refresh_suggested r where r.account_id = s.account_id and r.organization_id = s.organization_id
    )`);
  await tx.execute(sql`
    insert into suggested_organizations as s (account_id, organization_id, shared_people, people)
    select account_id, organization_id, shared_people, people from refresh_suggested
    on conflict (account_id, organization_id) do update
    set shared_people = excluded.shared_people, people = excluded.people
    where (s.shared_people, s.people) <> (excluded.shared_people, excluded.people)`);
}

export type NewCluster = {
  evidence: ClusterEvidence;
  places: number[];
  /** Its members, if they are not every organization of its places. */
  organizationIds: number[] | null;
  stripeId: string | null;
  soldSeats: number | null;
  usableSeats: number | null;
};

/**
 * Today, the seat-takers of each place are charged apart; one pool needs each person once. People in one place of a
 * cluster count the same in both, so only people in several places are read.
 */
export async function replaceClusters(tx: Tx, clusters: readonly NewCluster[]): Promise<void> {
  await tx.execute(sql`
    create temporary table refresh_clusters on commit drop as
    select row_number() over () as id, c.*
    from jsonb_to_recordset(${JSON.stringify(clusters)}::jsonb) as c (
      evidence cluster_evidence, places jsonb, "organizationIds" jsonb, "stripeId" text, "soldSeats" int, "usableSeats" int
    )`);
  await tx.execute(sql`
    create temporary table refresh_cluster_places on commit drop as
    select c.id, place::bigint as place from refresh_clusters c, jsonb_array_elements_text(c.places) as place`);
  await tx.execute(sql`
    create temporary table refresh_members on commit drop as
    select c.id, organization_id::bigint as organization_id
    from refresh_clusters c, jsonb_array_elements_text(nullif(c."organizationIds", 'null')) as organization_id
    union all
    select c.id, p.organization_id
    from refresh_clusters c
    join refresh_cluster_places cp on cp.id = c.id
    join refresh_places p on p.place = cp.place
    where nullif(c."organizationIds", 'null') is null`);
  await tx.execute(sql`analyze refresh_clusters, refresh_cluster_places, refresh_members`);

  await tx.execute(sql`delete from organization_clusters`);
  await tx.execute(sql`
    insert into organization_clusters (id, evidence, stripe_id, organization_count, account_count, people, charged_seats,
      pooled_seats, sold_seats, usable_seats)
    overriding system value
    select c.id, c.evidence, c."stripeId", members.organizations, places.accounts, coalesce(shared.people, 0),
      places.seats, places.seats - coalesce(shared.seats, 0), c."soldSeats", c."usableSeats"
    from refresh_clusters c
    join (select id, count(*) as organizations from refresh_members group by id) as members on members.id = c.id
    join (
      select cp.id, count(*) filter (where cp.place < 0) as accounts, coalesce(sum(s.seats), 0) as seats
      from refresh_cluster_places cp
      left join refresh_sizes s on s.place = cp.place
      group by cp.id
    ) as places on places.id = c.id
    left join (
      select id, count(*) filter (where is_evidence and places > 1) as people, sum(seats - 1) filter (where seats > 1) as seats
      from (
        select cp.id, p.user_id, p.is_evidence, count(*) as places, count(*) filter (where p.takes_seat) as seats
        from refresh_cluster_places cp
        join refresh_placed p on p.place = cp.place
        group by cp.id, p.user_id, p.is_evidence
      ) as people
      group by id
    ) as shared on shared.id = c.id`);
  await tx.execute(sql`
    insert into organization_cluster_members (cluster_id, organization_id)
    select id, organization_id from refresh_members`);
}
