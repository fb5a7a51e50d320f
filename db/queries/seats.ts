import { type SQL, sql } from "drizzle-orm";
import type { AttachCounts, DetachPlan } from "@/domain/organizations";
import type { Reader, Tx } from "../executor";
import { number, readRow } from "../rows";

export const idArray = (ids: readonly number[]): SQL => sql`${sql.param(ids)}::bigint[]`;
export const accountIdArray = (ids: readonly string[]): SQL => sql`${sql.param(ids)}::text[]`;

/** The members of these organizations, activated or not, as a list for `updateLedger`. */
export function peopleInOrganizations(organizationIds: readonly number[]): SQL {
  return sql`
    select o.user_id
    from memberships m
    join owners o on o.id = m.owner_id
    where m.organization_id = any(${idArray(organizationIds)})`;
}

export function peopleById(userIds: readonly number[]): SQL {
  return sql`select unnest(${idArray(userIds)}) as user_id`;
}

/**
 * The effect of attaching on seats, to a new account if it is null. The page previews with it, and the change decides
 * with it under lock.
 */
export async function countAttach(
  db: Reader,
  accountId: string | null,
  organizationIds: number[],
): Promise<AttachCounts> {
  const query = sql`
    with joining as (
      select o.user_id, count(distinct m.organization_id) > 1 as is_in_several
      from memberships m
      join owners o on o.id = m.owner_id
      join users u on u.id = o.user_id
      where m.organization_id = any(${idArray(organizationIds)}) and m.is_activated and u.kind = 'seat'
      group by o.user_id
    ),
    counted as (
      select
        coalesce((select used_seat_count from accounts where id = ${accountId}), 0) as used_before,
        count(*) filter (where here.user_id is null) as new_seats,
        count(*) filter (where here.user_id is not null or is_in_several) as overlapping_people
      from joining
      left join account_users here on here.account_id = ${accountId} and here.user_id = joining.user_id
    )
    select *, used_before + new_seats as used_after from counted`;
  return readRow(db, { usedBefore: number, usedAfter: number, newSeats: number, overlappingPeople: number }, query);
}

/** The effect of detaching on seats: the people activated in these organizations of the account and in no others. */
export async function countDetach(db: Reader, accountId: string, organizationIds: number[]): Promise<DetachPlan> {
  const query = sql`
    with leaving as (
      select here.kind
      from (
        select o.user_id, count(distinct m.organization_id) as organization_count
        from memberships m
        join owners o on o.id = m.owner_id
        where m.organization_id = any(${idArray(organizationIds)}) and m.is_activated
        group by o.user_id
      ) there
      join account_users here
        on here.account_id = ${accountId}
        and here.user_id = there.user_id
        and here.organization_count = there.organization_count
    ),
    counted as (
      select
        coalesce((select used_seat_count from accounts where id = ${accountId}), 0) as used_before,
        count(*) filter (where kind = 'seat') as seats_leaving,
        count(*) as people_leaving
      from leaving
    )
    select *, used_before - seats_leaving as used_after from counted`;
  return readRow(db, { usedBefore: number, usedAfter: number, peopleLeaving: number }, query);
}

/**
 * Updates the ledger, the candidates and the counts of these accounts from the memberships of these people (S3, S6,
 * S8). It ends every change to either. Its cost grows with the people named, not with the account: `offset 0` keeps
 * PostgreSQL from starting with the account's organizations, for which it expects few members.
 */
export async function updateLedger(tx: Tx, accountIds: readonly string[], people: SQL): Promise<void> {
  const changed = sql`${accountIdArray(accountIds)}`;
  await tx.execute(sql`
    with people as materialized (select distinct user_id from (${people}) as named),
    members as materialized (
      select org.account_id, theirs.user_id, theirs.kind, theirs.name_key,
        array_agg(distinct org.id order by org.id) filter (where theirs.is_activated) as organization_ids
      from (
        select u.id as user_id, u.kind, u.name_key, m.organization_id, m.is_activated
        from people
        join users u on u.id = people.user_id
        join owners o on o.user_id = people.user_id
        join memberships m on m.owner_id = o.id
        offset 0
      ) as theirs
      join organizations org on org.id = theirs.organization_id
      where org.account_id = any(${changed})
      group by org.account_id, theirs.user_id, theirs.kind, theirs.name_key
    ),
    counted as materialized (select * from members where organization_ids is not null),
    stored as materialized (
      select here.*
      from people
      cross join lateral (
        select a.account_id, a.user_id, a.kind, a.organization_ids
        from account_users a
        where a.account_id = any(${changed}) and a.user_id = people.user_id
        offset 0
      ) as here
    ),
    gone as (
      delete from account_users a
      using stored s
      where a.account_id = s.account_id and a.user_id = s.user_id
        and not exists (select from counted c where c.account_id = s.account_id and c.user_id = s.user_id)
    ),
    kept as (
      insert into account_users as a (account_id, user_id, kind, organization_ids, name_key)
      select account_id, user_id, kind, organization_ids, name_key from counted order by account_id, user_id
      on conflict (account_id, user_id) do update
      set kind = excluded.kind, organization_ids = excluded.organization_ids
      where (a.kind, a.organization_ids) is distinct from (excluded.kind, excluded.organization_ids)
    ),
    no_candidates as (
      delete from account_candidates c
      using people
      where c.account_id = any(${changed}) and c.user_id = people.user_id
        and not exists (
          select from members m
          where m.account_id = c.account_id and m.user_id = c.user_id and m.organization_ids is null
        )
    ),
    -- Locked, because not every caller holds people who are activated nowhere, and someone could be renamed meanwhile.
    candidates as (
      insert into account_candidates (account_id, user_id, name_key)
      select m.account_id, m.user_id, u.name_key
      from members m
      join users u on u.id = m.user_id
      where m.organization_ids is null
      order by m.account_id, m.user_id
      for share of u
      on conflict do nothing
    ),
    both_sides as (
      select account_id, kind, organization_ids, cardinality(organization_ids) as organizations, 1 as people from counted
      union all
      select account_id, kind, organization_ids, cardinality(organization_ids), -1 from stored
    ),
    shares as materialized (
      select organization_id, sum(people) as activated,
        ${sumOf(sql`people`, sql`kind = 'seat' and organizations > 1`)} as shared,
        ${sumOf(sql`people`, sql`kind = 'student'`)} as students,
        ${sumOf(sql`people`, sql`kind = 'bot'`)} as bots
      from both_sides, unnest(organization_ids) as organization_id
      group by organization_id
    ),
    begun as (
      insert into organization_seats (organization_id, activated_count, shared_count, student_count, bot_count)
      select organization_id, activated, shared, students, bots from shares
      where not exists (select from organization_seats there where there.organization_id = shares.organization_id)
      order by organization_id
    ),
    moved as (
      update organization_seats there set
        activated_count = activated_count + activated,
        shared_count = shared_count + shared,
        student_count = student_count + students,
        bot_count = bot_count + bots
      from shares
      where there.organization_id = shares.organization_id and (activated, shared, students, bots) <> (0, 0, 0, 0)
    ),
    differences as (
      select
        account_id,
        ${sumOf(sql`people`, sql`kind = 'seat'`)} as seats,
        ${sumOf(sql`people`, sql`kind = 'student'`)} as students,
        ${sumOf(sql`people`, sql`kind = 'bot'`)} as bots,
        ${sumOf(sql`people * organizations`, sql`kind = 'seat'`)} as organization_seats
      from both_sides
      group by account_id
    )
    update accounts set
      used_seat_count = used_seat_count + coalesce(d.seats, 0),
      student_count = student_count + coalesce(d.students, 0),
      bot_count = bot_count + coalesce(d.bots, 0),
      organization_seat_count = organization_seat_count + coalesce(d.organization_seats, 0),
      organization_count = (select count(*) from organizations where account_id = accounts.id)
    from unnest(${changed}) as named (id)
    left join differences d on d.account_id = named.id
    where accounts.id = named.id`);
}

function sumOf(number: SQL, where: SQL): SQL {
  return sql`coalesce(sum(${number}) filter (where ${where}), 0)`;
}
