import { sql } from "drizzle-orm";
import {
  type ClusterEvidence,
  evidencePlaceLimit,
  sharedPeopleMinimum,
  sharedPercentMinimum,
  sharedPercentOfLargerMinimum,
  suggestedPercentMinimum,
  type Tie,
} from "@/domain/clusters";
import type { Tx } from "../../executor";
import { listOf, number, oneOf, orNull, readRows, text } from "../../rows";

/**
 * Counts who is where into temporary tables of the transaction, for `suggestion-refreshes.ts`. A place is an account,
 * with an id below zero, or an unattached organization, with its own id. People are not bots, and each counts once for
 * all their logins. It reads live tables without a lock.
 */
export async function countSharedPeople(tx: Tx): Promise<void> {
  await tx.execute(sql`set local work_mem = '256MB'`);
  await tx.execute(sql`set local jit = off`);
  await countPlaces(tx);
  await countPeople(tx);
  await countPairs(tx);
}

/**
 * The size of a place counts logins in each organization, which is enough to tell which places cannot belong together.
 */
async function countPlaces(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temporary table refresh_accounts on commit drop as
    select id as account_id, -row_number() over (order by id) as place from accounts`);
  await tx.execute(sql`
    create temporary table refresh_places on commit drop as
    select o.id as organization_id, coalesce(a.place, o.id) as place,
      sum(coalesce(m.logins, 0)) over (partition by coalesce(a.place, o.id))::int as size
    from organizations o
    left join refresh_accounts a on a.account_id = o.account_id
    left join (
      select organization_id, count(*) as logins from memberships group by organization_id
    ) as m on m.organization_id = o.id
    where o.removed_at is null`);
  await tx.execute(sql`create unique index on refresh_places (organization_id)`);
  await tx.execute(sql`analyze refresh_accounts, refresh_places`);
}

async function countPeople(tx: Tx): Promise<void> {
  // Several memberships may be in one place, so people with more than the limit are counted again.
  await tx.execute(sql`
    create temporary table refresh_logins on commit drop as
    with counted as (select owner_id, count(*) as memberships from memberships group by owner_id),
    people as (
      select o.user_id, sum(c.memberships) as memberships, count(*) as logins
      from counted c
      join owners o on o.id = c.owner_id
      group by o.user_id
    )
    select o.id as owner_id, o.user_id, u.kind = 'seat' as may_take_seat, p.logins = 1 as is_only_login,
      p.memberships <= ${evidencePlaceLimit}
      or (
        select count(distinct there.place) <= ${evidencePlaceLimit}
        from owners each
        join memberships m on m.owner_id = each.id
        join refresh_places there on there.organization_id = m.organization_id
        where each.user_id = p.user_id
      ) as is_evidence
    from people p
    join users u on u.id = p.user_id and u.kind <> 'bot'
    join owners o on o.user_id = p.user_id`);
  await tx.execute(sql`analyze refresh_logins`);

  // A person's only login is in an organization once, so most rows need no grouping.
  await tx.execute(sql`
    create temporary table refresh_placed on commit drop as
    select p.place, l.user_id, p.size, l.is_evidence, l.may_take_seat and m.is_activated as takes_seat
    from memberships m
    join refresh_places p on p.organization_id = m.organization_id and p.place > 0
    join refresh_logins l on l.owner_id = m.owner_id and l.is_only_login
    union all
    select p.place, l.user_id, p.size, l.is_evidence, bool_or(l.may_take_seat and m.is_activated)
    from memberships m
    join refresh_places p on p.organization_id = m.organization_id
    join refresh_logins l on l.owner_id = m.owner_id and not (p.place > 0 and l.is_only_login)
    group by p.place, l.user_id, p.size, l.is_evidence`);
  await tx.execute(sql`
    create temporary table refresh_sizes on commit drop as
    select place, count(*)::int as people, (count(*) filter (where takes_seat))::int as seats
    from refresh_placed
    group by place`);
  await tx.execute(sql`analyze refresh_placed, refresh_sizes`);
}

/**
 * For two places of this size that share enough to belong together, every eighth person shows it as well as all of
 * them.
 */
const largePlace = 500;
const eighth = 8;

const areLarge = sql`least(one.size, other.size) >= ${largePlace} and (one.place < 0) = (other.place < 0)`;

/**
 * Every pair of places that share people and may belong together by their sizes. An account comes first, because its id
 * is below zero. Between an account and an organization, everyone is counted.
 */
async function countPairs(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temporary table refresh_pairs on commit drop as
    select one.place as one, other.place as other,
      (count(*) * case when ${areLarge} then ${eighth} else 1 end)::int as shared_people
    from refresh_placed one
    join refresh_placed other on other.user_id = one.user_id and other.place > one.place
    where one.is_evidence and other.is_evidence
      and case
        when one.place < 0 and other.place > 0 then one.size * 100 >= other.size * ${suggestedPercentMinimum}
        else least(one.size, other.size) * 100 >= greatest(one.size, other.size) * ${sharedPercentOfLargerMinimum}
          and (not (${areLarge}) or one.user_id % ${eighth} = 0)
      end
    group by one.place, other.place, one.size, other.size`);
  await tx.execute(sql`analyze refresh_pairs`);
}

/** The pairs that share enough people to belong together. */
export async function listTies(tx: Tx): Promise<Tie[]> {
  const rows = await readRows(
    tx,
    { one: number, other: number, sharedPeople: number, peopleOfSmaller: number, peopleOfLarger: number },
    sql`
      select p.one, p.other, p.shared_people,
        least(one.people, other.people) as people_of_smaller, greatest(one.people, other.people) as people_of_larger
      from refresh_pairs p
      join refresh_sizes one on one.place = p.one
      join refresh_sizes other on other.place = p.other
      where p.shared_people >= ${sharedPeopleMinimum}
        and p.shared_people * 100 >= least(one.people, other.people) * ${sharedPercentMinimum}`,
  );
  const place = (id: number) => ({ id, isAccount: id < 0 });
  return rows.map(({ one, other, ...counts }) => ({ one: place(one), other: place(other), ...counts }));
}

export type StripeGroup = {
  evidence: Exclude<ClusterEvidence, "people">;
  stripeId: string;
  organizationIds: number[];
  places: number[];
  planSeatCounts: (number | null)[];
};

/** Organizations of two or more places that share a subscription or a customer at Stripe, subscriptions first. */
export async function listStripeGroups(tx: Tx): Promise<StripeGroup[]> {
  return readRows(
    tx,
    {
      evidence: oneOf(["stripe_subscription", "stripe_customer"]),
      stripeId: text,
      organizationIds: listOf(number),
      places: listOf(number),
      planSeatCounts: listOf(orNull(number)),
    },
    sql`
      select shared.evidence, shared.stripe_id,
        array_agg(o.id order by o.id) as organization_ids,
        array_agg(distinct p.place) as places,
        json_agg(o.plan_seat_count order by o.id) as plan_seat_counts
      from organizations o
      join refresh_places p on p.organization_id = o.id
      cross join lateral (values
        ('stripe_subscription', o.stripe_subscription_id), ('stripe_customer', o.stripe_customer_id)
      ) as shared (evidence, stripe_id)
      where shared.stripe_id is not null
      group by shared.evidence, shared.stripe_id
      having min(p.place) <> max(p.place)
      order by shared.evidence desc, shared.stripe_id`,
  );
}
