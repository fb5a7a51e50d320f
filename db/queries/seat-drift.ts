import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "../executor";
import { number, readRows, text } from "../rows";
import { accountIdArray } from "./seats";

/** The ledger, counted from nothing but the memberships: one row per person. */
function recountedLedger(accountIds: readonly string[] | undefined): SQL {
  const scope = accountIds ? sql`org.account_id = any(${accountIdArray(accountIds)})` : sql`org.account_id is not null`;
  return sql`
    select org.account_id, o.user_id, array_agg(distinct org.id order by org.id) as organization_ids,
      case
        when bool_and(every.is_bot) then 'bot'::kind
        when bool_or(every.is_student) then 'student'::kind
        else 'seat'::kind
      end as kind
    from organizations org
    join memberships m on m.organization_id = org.id and m.is_activated
    join owners o on o.id = m.owner_id
    join owners every on every.user_id = o.user_id
    where ${scope}
    group by org.account_id, o.user_id`;
}

export type Recount = { accountId: string; name: string; used: number; recountedUsed: number; total: number };

/** Counts each account again from its memberships, next to what is stored. Writes nothing. */
export async function listRecounts(db: Reader, accountIds: string[]): Promise<Recount[]> {
  const query = sql`
    select a.id as account_id, a.name, a.used_seat_count as used, coalesce(recounted.seats, 0) as recounted_used,
      a.plan_seat_count + a.free_seat_count as total
    from accounts a
    left join (
      select account_id, count(*) filter (where kind = 'seat') as seats
      from (${recountedLedger(accountIds)}) as ledger
      group by account_id
    ) as recounted on recounted.account_id = a.id
    where a.id = any(${accountIdArray(accountIds)})
    order by a.name, a.id`;
  return readRows(db, { accountId: text, name: text, used: number, recountedUsed: number, total: number }, query);
}

export type SeatDrift = { accountId: string; what: string; stored: string; recounted: string };

/**
 * Counts everything stored about seats again from the memberships, and returns a row for each difference: in the marks
 * of a person, in a person's row and name in an account, and in the counts of an organization, of an account and of
 * everyone.
 */
export async function listSeatDrift(db: Reader): Promise<SeatDrift[]> {
  const query = sql`
    with ledger as materialized (${recountedLedger(undefined)}),
    counts as (
      select
        a.id,
        array[a.used_seat_count, a.student_count, a.bot_count, a.organization_seat_count, a.organization_count] as stored,
        array[
          count(l.*) filter (where l.kind = 'seat'),
          count(l.*) filter (where l.kind = 'student'),
          count(l.*) filter (where l.kind = 'bot'),
          coalesce(sum(cardinality(l.organization_ids)) filter (where l.kind = 'seat'), 0),
          (select count(*) from organizations org where org.account_id = a.id)
        ]::int[] as recounted
      from accounts a
      left join ledger l on l.account_id = a.id
      group by a.id
    ),
    marks as (
      select user_id, bool_and(is_bot) as is_bot, bool_or(is_student) as is_student from owners group by user_id
    )
    select id as account_id, 'seats, students, bots, organization seats, organizations' as what,
      stored::text, recounted::text
    from counts where stored <> recounted
    union all
    select coalesce(l.account_id, s.account_id), 'person ' || coalesce(l.user_id, s.user_id),
      coalesce(s.kind || ' in ' || array_to_string(s.organization_ids, ', '), 'none'),
      coalesce(l.kind || ' in ' || array_to_string(l.organization_ids, ', '), 'none')
    from ledger l
    full join account_users s on s.account_id = l.account_id and s.user_id = l.user_id
    where (l.kind, l.organization_ids) is distinct from (s.kind, s.organization_ids)
    union all
    select coalesce(m.account_id, s.account_id), 'candidate ' || coalesce(m.user_id, s.user_id),
      coalesce(s.user_id::text, 'none'), coalesce(m.user_id::text, 'none')
    from (
      select org.account_id, o.user_id
      from organizations org
      join memberships m on m.organization_id = org.id
      join owners o on o.id = m.owner_id
      where org.account_id is not null
      group by org.account_id, o.user_id
      having not bool_or(m.is_activated)
    ) m
    full join account_candidates s on s.account_id = m.account_id and s.user_id = m.user_id
    where m.user_id is null or s.user_id is null
    union all
    select s.account_id, 'name of person ' || s.user_id, s.name_key, left(lower(u.name), 200)
    from (
      select account_id, user_id, name_key from account_users
      union all
      select account_id, user_id, name_key from account_candidates
    ) s
    join users u on u.id = s.user_id
    where s.name_key <> left(lower(u.name), 200)
    union all
    select '', 'people known', stored::text, recounted::text
    from (
      select (select coalesce(sum(count), 0) from known_people) as stored,
        (select count(*) from users where merged_into_id is null) as recounted
    ) as known
    where stored <> recounted
    union all
    select coalesce(org.account_id, ''), 'activated, shared, students, bots of organization ' || org.id,
      coalesce(s.counts, '{0,0,0,0}')::text, coalesce(l.counts, '{0,0,0,0}')::text
    from organizations org
    left join (
      select organization_id, array[activated_count, shared_count, student_count, bot_count] as counts
      from organization_seats
    ) s on s.organization_id = org.id
    left join (
      select organization_id, array[
          count(*),
          count(*) filter (where kind = 'seat' and cardinality(organization_ids) > 1),
          count(*) filter (where kind = 'student'),
          count(*) filter (where kind = 'bot')
        ]::int[] as counts
      from ledger, unnest(organization_ids) as organization_id
      group by organization_id
    ) l on l.organization_id = org.id
    where coalesce(s.counts, '{0,0,0,0}') <> coalesce(l.counts, '{0,0,0,0}')
    union all
    select coalesce(org.account_id, ''), 'logins, people of organization ' || org.id,
      coalesce(s.counts, '{0,0}')::text, coalesce(m.counts, '{0,0}')::text
    from organizations org
    left join (
      select organization_id, array[login_count, people_count] as counts from organization_members
    ) s on s.organization_id = org.id
    left join (
      select m.organization_id, array[count(*), count(distinct o.user_id)]::int[] as counts
      from memberships m
      join owners o on o.id = m.owner_id
      group by m.organization_id
    ) m on m.organization_id = org.id
    where coalesce(s.counts, '{0,0}') <> coalesce(m.counts, '{0,0}')
    union all
    select '', 'marks of person ' || u.id,
      'student ' || u.is_student || ', bot ' || u.is_bot, 'student ' || m.is_student || ', bot ' || m.is_bot
    from users u
    join marks m on m.user_id = u.id
    where (u.is_student, u.is_bot) <> (m.is_student, m.is_bot)
    order by account_id, what`;
  return readRows(db, { accountId: text, what: text, stored: text, recounted: text }, query);
}
