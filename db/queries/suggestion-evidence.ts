import { sql } from "drizzle-orm";
import { type ClusterEvidence, evidenceOrganizationLimit, type Tie } from "@/domain/clusters";
import type { Tx } from "../client";

/**
 * Counts, for `suggestion-refreshes.ts`, who is where, into temporary tables that go with the transaction. A place is
 * an account, by an id below zero, or an organization in none, by its own. People are no bots, and each is one person
 * whatever their logins. Reads live tables without a lock.
 */
export async function countSharedPeople(tx: Tx): Promise<void> {
  await tx.execute(sql`set local work_mem = '192MB'`);
  await countPlaces(tx);
  await countPeople(tx);
  await countPairs(tx);
}

async function countPlaces(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temporary table refresh_accounts on commit drop as
    select id as account_id, -row_number() over (order by id) as place from accounts`);
  await tx.execute(sql`
    create temporary table refresh_places on commit drop as
    select o.id as organization_id, coalesce(a.place, o.id) as place
    from organizations o
    left join refresh_accounts a on a.account_id = o.account_id`);
  await tx.execute(sql`analyze refresh_accounts, refresh_places`);
}

/** Most people are in one place: they are counted there and looked at no more. */
async function countPeople(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temporary table refresh_people on commit drop as
    select
      o.user_id,
      min(logins.first_place) as first_place,
      max(logins.last_place) as last_place,
      sum(logins.memberships) as memberships,
      count(*) as logins,
      u.kind = 'seat' and bool_or(logins.is_activated) as takes_seat
    from (
      select m.owner_id, min(p.place) as first_place, max(p.place) as last_place, count(*) as memberships,
        bool_or(m.is_activated) as is_activated
      from memberships m
      join refresh_places p on p.organization_id = m.organization_id
      group by m.owner_id
    ) as logins
    join owners o on o.id = logins.owner_id
    join users u on u.id = o.user_id and u.kind <> 'bot'
    group by o.user_id, u.kind`);
  await tx.execute(sql`analyze refresh_people`);

  // Two logins of a person may be in the same organization, so that only whoever has several is counted again.
  await tx.execute(sql`
    create temporary table refresh_placed on commit drop as
    with several as materialized (
      select user_id,
        memberships <= ${evidenceOrganizationLimit}
        or logins > 1 and (
          select count(distinct m.organization_id) <= ${evidenceOrganizationLimit}
          from owners o
          join memberships m on m.owner_id = o.id
          where o.user_id = p.user_id
        ) as is_evidence
      from refresh_people p
      where first_place <> last_place
    )
    select p.place, s.user_id, s.is_evidence, u.kind = 'seat' and bool_or(m.is_activated) as takes_seat
    from several s
    join users u on u.id = s.user_id
    join owners o on o.user_id = s.user_id
    join memberships m on m.owner_id = o.id
    join refresh_places p on p.organization_id = m.organization_id
    group by p.place, s.user_id, s.is_evidence, u.kind`);
  await tx.execute(sql`analyze refresh_placed`);

  await tx.execute(sql`
    create temporary table refresh_sizes on commit drop as
    select place, sum(people)::int as people, sum(seats)::int as seats
    from (
      select first_place as place, count(*) as people, count(*) filter (where takes_seat) as seats
      from refresh_people
      where first_place = last_place
      group by first_place
      union all
      select place, count(*), count(*) filter (where takes_seat) from refresh_placed group by place
    ) as counted
    group by place`);
  await tx.execute(sql`analyze refresh_sizes`);
}

/** Every two places that share people; an account stands first, as its id is below zero. */
async function countPairs(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temporary table refresh_pairs on commit drop as
    select one.place as one, other.place as other, count(*)::int as shared_people,
      (count(*) filter (where one.takes_seat and other.takes_seat))::int as shared_seats
    from refresh_placed one
    join refresh_placed other on other.user_id = one.user_id and other.place > one.place
    where one.is_evidence and other.is_evidence
    group by one.place, other.place`);
  await tx.execute(sql`analyze refresh_pairs`);
}

/** The pairs that share so many people that they may belong together. */
export async function listTies(tx: Tx, sharedPeopleMinimum: number): Promise<Tie[]> {
  const rows = await tx.execute<{ one: number; other: number; shared_people: number; people_of_smaller: number }>(sql`
    select p.one::float8, p.other::float8, p.shared_people, least(one.people, other.people) as people_of_smaller
    from refresh_pairs p
    join refresh_sizes one on one.place = p.one
    join refresh_sizes other on other.place = p.other
    where p.shared_people >= ${sharedPeopleMinimum}`);
  const place = (id: number) => ({ id, isAccount: id < 0 });
  return rows.map(({ one, other, shared_people, people_of_smaller }) => ({
    one: place(one),
    other: place(other),
    sharedPeople: shared_people,
    peopleOfSmaller: people_of_smaller,
  }));
}

export type StripeGroup = {
  evidence: Exclude<ClusterEvidence, "people">;
  stripeId: string;
  organizationIds: number[];
  places: number[];
  planSeatCounts: (number | null)[];
};

/** Organizations of two places or more that share a subscription or a customer at Stripe; subscriptions first. */
export async function listStripeGroups(tx: Tx): Promise<StripeGroup[]> {
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select shared.evidence, shared.stripe_id as "stripeId",
      json_agg(o.id order by o.id) as "organizationIds",
      json_agg(distinct p.place) as places,
      json_agg(o.plan_seat_count order by o.id) as "planSeatCounts"
    from organizations o
    join refresh_places p on p.organization_id = o.id
    cross join lateral (values
      ('stripe_subscription', o.stripe_subscription_id), ('stripe_customer', o.stripe_customer_id)
    ) as shared (evidence, stripe_id)
    where shared.stripe_id is not null
    group by shared.evidence, shared.stripe_id
    having min(p.place) <> max(p.place)
    order by shared.evidence desc, shared.stripe_id`);
  // Its columns are those of the statement above.
  return rows as unknown as StripeGroup[];
}
