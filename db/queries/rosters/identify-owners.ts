import { type SQL, sql } from "drizzle-orm";
import { refuseContradictingTwins } from "@/domain/roster-twins";
import { StartOver } from "../../errors";
import type { Held } from "../../locks";
import { listOf, number, readRows, text } from "../../rows";
import { idArray } from "../seats";
import { waitingPeople } from "../waiting";
import { isNews } from "./owner-news";
import type { RosterRun } from "./roster-run";

/**
 * Finds the stored owners of the set, and everything that this run changes or counts again. An old plan has no effect in
 * an account, so its organization is held without its account. It may run again: it reads only what is stored.
 */
export async function identifyOwners(run: RosterRun): Promise<Held> {
  await resolveOwners(run);
  await foldTwins(run);
  await notePeople(run);
  const organizationIds = [...run.organizationIds, ...(await listJoinedOrganizationIds(run))];
  const accountIds = await listAccountIdsConcerned(run, organizationIds);
  return {
    organizations: [...organizationIds, ...run.planOrganizationIds],
    accounts: accountIds,
    changedPeople: changingPeople,
    people: sql`select user_id from held_people union ${waitingPeople(accountIds)}`,
  };
}

/**
 * Finds for each staged owner (docs/rules.md, "Login and id") the stored row it is, `owner_id`, null for someone new; the
 * row that turns out to be the same owner, `joined_id`; and the row that loses this login to it, `released_id`.
 */
async function resolveOwners({ tx, rosters: { service } }: RosterRun): Promise<void> {
  await tx.execute(sql`
    update roster_owners r
    set owner_id = f.owner_id, joined_id = f.joined_id, released_id = f.released_id
    from (
      select
        r.n,
        coalesce(numbered.id, case
          when r.service_id is not null then case when holder.service_id is null then holder.id end
          -- Without an id only a current login counts, and another row of this set may rename its holder.
          when not exists (
            select from roster_owners other
            where other.service_id = holder.service_id and lower(other.login) <> lower(holder.login)
          ) then holder.id
        end) as owner_id,
        case when numbered.id <> holder.id and holder.service_id is null then holder.id end as joined_id,
        case when holder.service_id <> r.service_id then holder.id end as released_id
      from roster_owners r
      left join owners numbered on numbered.service = ${service} and numbered.service_id = r.service_id
      left join owners holder on holder.service = ${service} and lower(holder.login) = lower(r.login)
    ) as f
    where f.n = r.n
      and (r.owner_id, r.joined_id, r.released_id) is distinct from (f.owner_id, f.joined_id, f.released_id)`);
}

/** A row with an id and a row with a login may turn out to be one stored owner. They collapse as equal rows do. */
async function foldTwins({ tx, rosters }: RosterRun): Promise<void> {
  const twins = await readRows(
    tx,
    { places: listOf(number) },
    sql`
      select array_agg(n order by n) as places
      from roster_owners
      where owner_id is not null
      group by owner_id
      having count(*) > 1
      order by min(n)`,
  );
  if (twins.length === 0) return;
  refuseContradictingTwins(
    rosters,
    twins.map(({ places }) => places),
  );

  await tx.execute(sql`
    with twins as (
      select owner_id, min(n) as n, max(login) as login, max(service_id) as service_id,
        bool_or(is_student) as is_student, bool_or(is_bot) as is_bot, bool_or(is_known_bot) as is_known_bot
      from roster_owners where owner_id is not null group by owner_id having count(*) > 1
    ),
    repointed as (
      update roster_memberships m set n = t.n
      from roster_owners r join twins t on t.owner_id = r.owner_id
      where r.n = m.n
    ),
    repointed_evidence as (
      update roster_evidence e set n = t.n
      from roster_owners r join twins t on t.owner_id = r.owner_id
      where r.n = e.n
    ),
    folded as (delete from roster_owners r using twins t where r.owner_id = t.owner_id and r.n <> t.n)
    update roster_owners r
    set login = t.login, service_id = t.service_id,
      names = ${unitedOf("names")}, emails = ${unitedOf("emails")},
      is_student = t.is_student, is_bot = t.is_bot, is_known_bot = t.is_known_bot
    from twins t where r.n = t.n`);
}

/** The values that any of the twins has. */
function unitedOf(column: "names" | "emails"): SQL {
  return sql`array(
    select distinct said from roster_owners twin cross join unnest(twin.${sql.identifier(column)}) as said
    where twin.owner_id = t.owner_id order by said
  )`;
}

/** The people whose facts this run changes: their names, logins, marks, or who they are. */
const changingPeople = sql`
  select o.user_id
  from roster_owners r
  join owners o on o.id = r.owner_id
  where ${isNews}
  union
  select o.user_id
  from roster_owners r
  join owners o on o.id in (r.owner_id, r.joined_id)
  where r.joined_id is not null
  union
  select o.user_id from roster_owners r join owners o on o.id = r.released_id`;

const rosterPeople = sql`
  select o.user_id from roster_owners r join owners o on o.id = r.owner_id
  union
  ${changingPeople}`;

/** These people are held as the first look finds them, and compared afterwards. */
async function notePeople({ tx }: RosterRun): Promise<void> {
  await tx.execute(sql`create temp table if not exists held_people on commit drop as ${rosterPeople}`);
}

/** The other organizations whose memberships change, because a login in them is joined with another. */
async function listJoinedOrganizationIds({ tx }: RosterRun): Promise<number[]> {
  const rows = await readRows(
    tx,
    { id: number },
    sql`
      select distinct m.organization_id as id
      from roster_owners r
      join memberships m on m.owner_id in (r.owner_id, r.joined_id)
      where r.joined_id is not null
      order by id`,
  );
  return rows.map(({ id }) => id);
}

/** The accounts of these organizations, and of people whose facts change. */
async function listAccountIdsConcerned({ tx }: RosterRun, organizationIds: readonly number[]): Promise<string[]> {
  const rows = await readRows(
    tx,
    { id: text },
    sql`
      select account_id as id from organizations
      where id = any(${idArray(organizationIds)}) and account_id is not null
      union
      select a.account_id from account_users a where a.user_id in (${changingPeople})
      order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Starts over if a login went to a person who is not held. Staff may join or split people before they are held. */
export async function requirePeopleHeld({ tx }: RosterRun): Promise<void> {
  const moved = await readRows(
    tx,
    { userId: number },
    sql`
      select needed.user_id from (${rosterPeople}) as needed
      where not exists (select from held_people held where held.user_id = needed.user_id)
      limit 1`,
  );
  if (moved.length > 0) throw new StartOver();
}
