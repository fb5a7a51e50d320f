import type { WorldSize } from "./world-size";

/** The ledger and the sums of the accounts, counted from the memberships in a way of its own: `listSeatDrift` is asked after it. */
export const ledgerSql = `
  insert into account_users (account_id, user_id, kind, name_key, organization_ids, since)
  select org.account_id, o.user_id, u.kind, u.name_key, array_agg(distinct org.id order by org.id), min(greatest(org.attached_at, m.created_at))
  from memberships m
  join organizations org on org.id = m.organization_id
  join owners o on o.id = m.owner_id
  join users u on u.id = o.user_id
  where m.is_activated and org.account_id is not null
  group by org.account_id, o.user_id, u.kind, u.name_key
  order by org.account_id, o.user_id;

  insert into account_candidates (account_id, user_id, name_key)
  select org.account_id, o.user_id, u.name_key
  from memberships m
  join organizations org on org.id = m.organization_id
  join owners o on o.id = m.owner_id
  join users u on u.id = o.user_id
  where org.account_id is not null
  group by org.account_id, o.user_id, u.name_key
  having not bool_or(m.is_activated)
  order by org.account_id, o.user_id;

  insert into known_people (count) select count(*) from users where merged_into_id is null;

  insert into organization_seats (organization_id, activated_count, shared_count, student_count, bot_count)
  select organization_id, count(*), count(*) filter (where kind = 'seat' and organization_count > 1),
    count(*) filter (where kind = 'student'), count(*) filter (where kind = 'bot')
  from account_users, unnest(organization_ids) as organization_id
  group by organization_id;

  insert into organization_members (organization_id, login_count, people_count)
  select m.organization_id, count(*), count(distinct o.user_id)
  from memberships m
  join owners o on o.id = m.owner_id
  group by m.organization_id;

  update accounts a
  set used_seat_count = counted.seats, student_count = counted.students, bot_count = counted.bots,
    organization_seat_count = counted.organization_seats, organization_count = counted.organizations,
    plan_seat_count = counted.plan_seats
  from (
    select a.id, coalesce(l.seats, 0) as seats, coalesce(l.students, 0) as students, coalesce(l.bots, 0) as bots,
      coalesce(l.organization_seats, 0) as organization_seats,
      coalesce(org.organizations, 0) as organizations,
      -- Most have room, some are full, some are over.
      greatest(1, round(coalesce(l.seats, 0) * case
        when w.company_id = 0 then 1.2
        when world.draw(w.company_id, 70) < 0.04 then 0.9
        when world.draw(w.company_id, 70) < 0.08 then 1
        else 1.02 + world.draw(w.company_id, 71)
      end)) as plan_seats
    from accounts a
    join world.accounts w on w.id = a.id
    left join (
      select account_id, count(*) filter (where kind = 'seat') as seats, count(*) filter (where kind = 'student') as students,
        count(*) filter (where kind = 'bot') as bots, sum(organization_count) filter (where kind = 'seat') as organization_seats
      from account_users group by account_id
    ) l on l.account_id = a.id
    left join (select account_id, count(*) as organizations from organizations group by account_id) org on org.account_id = a.id
  ) as counted
  where counted.id = a.id;`;

/** Who did what, so that logs and imports are as long as they would be. */
export function historySql(size: WorldSize): string {
  return `
    insert into audit_log (change_id, action, actor, account_id, subject_kind, subject_id, reason, before, after, created_at)
    select md5('change ' || row_number() over (order by at, kind, id))::uuid, kind, 'robin.rep@console.example', account_id,
      subject_kind, id, reason, before, after, at
    from (
      select 'account.create' as kind, id as account_id, 'account' as subject_kind, id, 'Signed the contract' as reason,
        null::jsonb as before, jsonb_build_object('name', name, 'plan', plan, 'planSeats', 1) as after, created_at as at
      from accounts
      union all
      select 'organization.attach', account_id, 'organization', id::text, 'Belongs to the contract',
        jsonb_build_object('login', login, 'account', null), jsonb_build_object('login', login, 'account', account_id), attached_at
      from organizations where account_id is not null
      union all
      select 'roster.import', account_id, 'organization', id::text, 'Roster of the month',
        jsonb_build_object('login', login, 'members', 0), jsonb_build_object('login', login, 'members', 10, 'added', 10), imported_at
      from organizations
      union all
      select 'seats.change', id, 'account', id, 'Renewed', jsonb_build_object('planSeats', 1),
        jsonb_build_object('planSeats', plan_seat_count), created_at + interval '1 hour'
      from accounts
    ) as done
    order by at, kind, id;

    -- Up to today's seats in steps: many for the large account, a few for the others.
    insert into seat_changes (account_id, used_seat_count, total_seat_count, at)
    select a.id, round(a.used_seat_count * step::numeric / steps.last),
      case when step = 0 then 1 else a.plan_seat_count end + a.free_seat_count,
      a.created_at + (to_timestamp(1793491200) - a.created_at) * step / (steps.last + 1)
    from accounts a
    join world.accounts w on w.id = a.id
    cross join lateral (select case when w.company_id = 0 then 3000 when w.company_id > 0 then 4 else 1 end as last) as steps
    cross join lateral generate_series(0, steps.last) as step
    where step = 0 or a.used_seat_count > 0
    order by 4, 1;

    insert into imports (status, actor, activate, is_shrink_allowed, files, result, created_at, finished_at)
    select 'done', 'robin.rep@console.example', 'none', false, '[{"path": "roster.csv", "size": 4096}]',
      '{"organizations": [], "accounts": [], "keptMarks": 0, "renamed": 0, "joined": 0, "skippedRows": [], "peopleDigest": ""}',
      world.moment(n, 80, 400), world.moment(n, 80, 400)
    from generate_series(1, ${Math.max(20, Math.round(5000 * size.scale))}) n;`;
}
