import { type SQL, sql } from "drizzle-orm";
import { isKnownBot } from "@/domain/bots";
import type { JoinedOwner, KeptMark, RenamedOwner } from "@/domain/imports";
import { type RosterSet, refuseContradictingTwins } from "@/domain/rosters";
import type { Service } from "@/domain/services";
import { isConflictOn, StartOver } from "../../errors";
import type { Tx } from "../../executor";
import { asciiLowerOf } from "../../patterns";
import { idArray } from "../seats";
import { waitingPeople } from "../waiting";
import { rememberFormerPeople, repointRejectedJoins } from "./roster-joins";

/**
 * Says for each staged owner who it is (docs/rules.md, "Login and id"): `owner_id` the stored row it is, null for someone
 * new; `joined_id` a row that turns out to be the same owner; `released_id` the row that loses this login to it.
 * Reads only what is stored, so it may run again once everything is locked.
 */
export async function resolveOwners(tx: Tx, service: Service, rosters: RosterSet): Promise<void> {
  await tx.execute(sql`
    update roster_owners r
    set owner_id = f.owner_id, joined_id = f.joined_id, released_id = f.released_id
    from (
      select
        r.n,
        coalesce(numbered.id, case
          when r.service_id is not null then case when holder.service_id is null then holder.id end
          -- Without an id only a current login counts; its holder may be renamed by another row of this call.
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
  await foldTwins(tx, rosters);
}

/** Two rows, one by id and one by login, may turn out to be one stored owner. They collapse as equal rows do. */
async function foldTwins(tx: Tx, rosters: RosterSet): Promise<void> {
  const twins = await tx.execute<{ places: number[] }>(sql`
    select array_agg(n order by n) as places
    from roster_owners
    where owner_id is not null
    group by owner_id
    having count(*) > 1
    order by min(n)`);
  if (twins.length === 0) return;
  refuseContradictingTwins(
    rosters,
    twins.map(({ places }) => places),
  );

  await tx.execute(sql`
    with twins as (
      select owner_id, min(n) as n, max(login) as login, max(service_id) as service_id, max(name) as name,
        max(email) as email, max(verified_email) as verified_email, max(saml_name_id) as saml_name_id,
        bool_or(is_student) as is_student, bool_or(is_bot) as is_bot,
        bool_or(is_known_bot) as is_known_bot
      from roster_owners where owner_id is not null group by owner_id having count(*) > 1
    ),
    repointed as (
      update roster_memberships m set n = t.n
      from roster_owners r join twins t on t.owner_id = r.owner_id
      where r.n = m.n
    ),
    folded as (delete from roster_owners r using twins t where r.owner_id = t.owner_id and r.n <> t.n)
    update roster_owners r
    set login = t.login, service_id = t.service_id, name = t.name, email = t.email,
      verified_email = t.verified_email, saml_name_id = t.saml_name_id,
      is_student = t.is_student, is_bot = t.is_bot, is_known_bot = t.is_known_bot
    from twins t where r.n = t.n`);
}

/** A mark that a staged owner says is news where another one counts: staff's own word, downloaded, is no import's. */
const saysNewMark = (said: SQL, counted: SQL, lastSaid: SQL) => sql`(
  ${said} is not null and ${said} <> ${counted} and ${said} is distinct from ${lastSaid})`;
const saysNewStudent = saysNewMark(sql`r.is_student`, sql`o.is_student`, sql`o.is_student_by_import`);
const saysNewBot = saysNewMark(sql`r.is_bot`, sql`o.is_bot`, sql`o.is_bot_by_import`);

const isSameEmail = (one: SQL, other: SQL) => sql`(${asciiLowerOf(one)} is not distinct from ${asciiLowerOf(other)})`;

/** What a staged owner says that is not stored yet. `r` is the staged row, `o` the stored one. */
const isNews = sql`(
  (r.login is not null and lower(r.login) is distinct from lower(o.login))
  or (r.service_id is not null and r.service_id is distinct from o.service_id)
  or (r.name is not null and r.name is distinct from o.name)
  or (r.email is not null and not ${isSameEmail(sql`r.email`, sql`o.email`)})
  or (r.verified_email is not null and not ${isSameEmail(sql`r.verified_email`, sql`o.verified_email`)})
  or (r.saml_name_id is not null and r.saml_name_id is distinct from o.saml_name_id)
  or ${saysNewStudent}
  or ${saysNewBot}
  or (r.is_known_bot and not o.is_known_bot)
)`;

/** The people whose facts this call changes: their names, logins, marks, or who they are. */
export const changingPeople = sql`
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

/** The organizations beyond the rosters' own whose memberships change, for a login in them is joined with another. */
export async function listJoinedOrganizationIds(tx: Tx): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct m.organization_id as id
    from roster_owners r
    join memberships m on m.owner_id in (r.owner_id, r.joined_id)
    where r.joined_id is not null
    order by id`);
  return rows.map(({ id }) => Number(id));
}

/** Every account this call may count anew: those of the organizations, and those of people whose facts change. */
export async function listAccountIdsConcerned(tx: Tx, organizationIds: readonly number[]): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select account_id as id from organizations
    where id = any(${idArray(organizationIds)}) and account_id is not null
    union
    select a.account_id from account_users a where a.user_id in (${changingPeople})
    order by id`);
  return rows.map(({ id }) => id);
}

/** Notes the people of this call as it first finds them: these are held, and compared afterwards. */
export async function noteRosterPeople(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temp table if not exists held_people on commit drop as
    select o.user_id from roster_owners r join owners o on o.id = r.owner_id
    union
    ${changingPeople}`);
}

/** The noted people, and everybody who waits for a seat in these accounts. */
export function notedPeople(accountIds: readonly string[]): SQL {
  return sql`select user_id from held_people union ${waitingPeople(accountIds)}`;
}

/** Whether every login still belongs to somebody who is held: staff may have joined or split people meanwhile. */
export async function areRosterPeopleHeld(tx: Tx): Promise<boolean> {
  const [moved] = await tx.execute(sql`
    select from (
      select o.user_id from roster_owners r join owners o on o.id = r.owner_id
      union
      ${changingPeople}
    ) as needed
    where not exists (select from held_people held where held.user_id = needed.user_id)
    limit 1`);
  return moved === undefined;
}

/**
 * Joins rows that turned out to be one owner: memberships unite (activated wins, admin wins), marks too (of staff's
 * words and of imports' the true one), former logins move along. A person left without a login becomes the other.
 */
export async function joinOwners(tx: Tx): Promise<JoinedOwner[]> {
  const joined = await tx.execute<
    Record<"owner_id" | "login" | "into_login" | "user_id" | "into_user_id", string> & { account_ids: string[] }
  >(sql`
    select a.id as owner_id, b.login, coalesce(a.login, 'id ' || a.service_id) as into_login, b.user_id, a.user_id as into_user_id,
      array(
        select distinct org.account_id
        from memberships m join organizations org on org.id = m.organization_id
        where m.owner_id in (a.id, b.id) and org.account_id is not null
        order by org.account_id
      ) as account_ids
    from roster_owners r
    join owners a on a.id = r.owner_id
    join owners b on b.id = r.joined_id
    order by r.n`);
  if (joined.length === 0) return [];

  await note(
    tx,
    sql`select o.id from roster_owners r join owners o on o.id = r.owner_id where r.joined_id is not null`,
  );
  await tx.execute(sql`
    insert into changed_people
    select o.user_id from roster_owners r join owners o on o.id in (r.owner_id, r.joined_id)
    where r.joined_id is not null`);
  await tx.execute(sql`
    insert into memberships as m
      (organization_id, owner_id, role, is_activated, activation_changed_at, waiting_since, last_seen_at, created_at)
    select b.organization_id, r.owner_id, b.role, b.is_activated, b.activation_changed_at, b.waiting_since,
      b.last_seen_at, b.created_at
    from roster_owners r join memberships b on b.owner_id = r.joined_id
    order by b.organization_id, r.owner_id
    on conflict (organization_id, owner_id) do update set
      role = least(m.role, excluded.role),
      is_activated = m.is_activated or excluded.is_activated,
      activation_changed_at = case
        when m.is_activated = excluded.is_activated then least(m.activation_changed_at, excluded.activation_changed_at)
        when m.is_activated then m.activation_changed_at
        else excluded.activation_changed_at
      end,
      waiting_since = case
        when not m.is_activated and not excluded.is_activated then least(m.waiting_since, excluded.waiting_since)
      end,
      last_seen_at = greatest(m.last_seen_at, excluded.last_seen_at),
      created_at = least(m.created_at, excluded.created_at)`);
  await tx.execute(sql`delete from memberships m using roster_owners r where m.owner_id = r.joined_id`);
  await tx.execute(
    sql`update former_logins f set owner_id = r.owner_id from roster_owners r where f.owner_id = r.joined_id`,
  );
  await tx.execute(
    sql`update former_memberships f set owner_id = r.owner_id from roster_owners r where f.owner_id = r.joined_id`,
  );

  await repointRejectedJoins(tx);

  const united = (mark: string) =>
    sql.raw(`case
    when a.${mark} or b.${mark} then true else coalesce(a.${mark}, b.${mark}) end`);
  await tx.execute(sql`
    with gone as (
      delete from owners b using roster_owners r where b.id = r.joined_id
      returning r.owner_id, b.*
    )
    update owners a set
      name = coalesce(a.name, b.name),
      email = coalesce(a.email, b.email),
      verified_email = coalesce(a.verified_email, b.verified_email),
      saml_name_id = coalesce(a.saml_name_id, b.saml_name_id),
      is_student_by_staff = ${united("is_student_by_staff")},
      is_student_by_import = ${united("is_student_by_import")},
      is_bot_by_staff = ${united("is_bot_by_staff")},
      is_bot_by_import = ${united("is_bot_by_import")}
    from gone b where a.id = b.owner_id`);
  const gone = await tx.execute<{ id: string }>(sql`
    update users u set merged_into_id = j.into_user_id
    from unnest(
      ${idArray(joined.map((row) => Number(row.user_id)))}, ${idArray(joined.map((row) => Number(row.into_user_id)))}
    ) as j (user_id, into_user_id)
    where u.id = j.user_id and j.user_id <> j.into_user_id
      and not exists (select from owners o where o.user_id = u.id)
    returning u.id`);
  await rememberFormerPeople(
    tx,
    joined.map((row) => ({ ownerId: Number(row.owner_id), userId: Number(row.user_id) })),
  );

  return joined.map((row) => ({
    login: row.login,
    intoLogin: row.into_login,
    accountIds: row.account_ids,
    userId: Number(row.user_id),
    intoUserId: Number(row.into_user_id),
    isPersonGone: gone.some(({ id }) => id === row.user_id),
  }));
}

/** Old names are released before new ones are set, so that a roster may swap two; each is remembered. */
export async function releaseLogins(tx: Tx, service: Service): Promise<RenamedOwner[]> {
  const released = await tx.execute<{ id: string; from: string; to: string | null; service_id: string }>(sql`
    with losing as (
      select o.id, o.login as from, r.login as to
      from roster_owners r join owners o on o.id = r.owner_id
      where r.login is not null and o.login is not null and lower(r.login) <> lower(o.login)
      union
      select o.id, o.login, null
      from roster_owners r join owners o on o.id = r.released_id
      where not exists (select from roster_owners own where own.owner_id = o.id and own.login is not null)
    ),
    remembered as (insert into former_logins (owner_id, login) select id, losing.from from losing order by id),
    noted as (insert into changed_people select o.user_id from losing join owners o on o.id = losing.id),
    noted_owners as (insert into changed_owners select id from losing)
    update owners o set login = null from losing where o.id = losing.id
    returning o.id, losing.from, losing.to, o.service_id`);

  // Whoever is left without a login is on the known list by id or not at all.
  const isStillKnown = ({ service_id }: { service_id: string }) =>
    isKnownBot({ service, login: null, serviceId: service_id });
  const nameless = released.filter((row) => row.to === null && !isStillKnown(row));
  await tx.execute(sql`
    update owners set is_known_bot = false
    where id = any(${idArray(nameless.map(({ id }) => Number(id)))}) and is_known_bot`);
  return released.map(({ from, to }) => ({ from, to }));
}

/** Writes what the staged owners say of owners that are stored. A blank says nothing; a spelling by case neither. */
export async function updateOwners(tx: Tx): Promise<void> {
  await tx.execute(sql`
    with changed as (
      update owners o set
        login = case when lower(r.login) = lower(o.login) then o.login else coalesce(r.login, o.login) end,
        service_id = coalesce(r.service_id, o.service_id),
        name = coalesce(r.name, o.name),
        email = case when ${isSameEmail(sql`r.email`, sql`o.email`)} then o.email else coalesce(r.email, o.email) end,
        verified_email = case
          when ${isSameEmail(sql`r.verified_email`, sql`o.verified_email`)} then o.verified_email
          else coalesce(r.verified_email, o.verified_email)
        end,
        saml_name_id = coalesce(r.saml_name_id, o.saml_name_id),
        is_student_by_import = case when ${saysNewStudent} then r.is_student else o.is_student_by_import end,
        is_bot_by_import = case when ${saysNewBot} then r.is_bot else o.is_bot_by_import end,
        -- With a new login the old one's place on the known list is gone; an id that is on it stays in the row.
        is_known_bot = r.is_known_bot or (o.is_known_bot and o.login is not null)
      from roster_owners r
      where o.id = r.owner_id and ${isNews}
      returning o.id, o.user_id
    ),
    noted as (insert into changed_owners select id from changed)
    insert into changed_people select user_id from changed`);
}

/** A login seen for the first time brings a new user (S2); people are never merged by name. */
export async function insertOwners(tx: Tx, service: Service): Promise<void> {
  await tx.execute(sql`
    update roster_owners set
      is_new = true,
      user_id = nextval(pg_get_serial_sequence('users', 'id')),
      owner_id = nextval(pg_get_serial_sequence('owners', 'id'))
    where owner_id is null`);
  await tx.execute(sql`
    insert into users (id, name) overriding system value
    select user_id, coalesce(name, login, 'id ' || service_id) from roster_owners where is_new order by user_id`);
  await tx
    .execute(sql`
    insert into owners
      (id, user_id, service, service_id, login, name, email, verified_email, saml_name_id,
        is_student_by_import, is_bot_by_import, is_known_bot)
    overriding system value
    select owner_id, user_id, ${service}, service_id, login, name, email, verified_email, saml_name_id,
      is_student, is_bot, is_known_bot
    from roster_owners where is_new order by lower(login), service_id`)
    .catch(bornMeanwhile);
  await tx.execute(sql`
    insert into changed_people
    select user_id from roster_owners where is_new and (is_student or is_bot or is_known_bot)`);
}

/** Another import may bring the same login at the same moment. Seen again, it is stored already. */
function bornMeanwhile(error: unknown): never {
  if (isConflictOn("owners_login_key", error) || isConflictOn("owners_service_id_key", error)) throw new StartOver();
  throw error;
}

/** Makes people follow their owners: the marks (S4), and the name they are shown by. */
export async function updatePeople(tx: Tx, people: SQL): Promise<void> {
  await tx.execute(sql`
    update users u set is_student = f.is_student, is_bot = f.is_bot, name = f.name
    from (
      select
        o.user_id, bool_or(o.is_student) as is_student, bool_and(o.is_bot) as is_bot,
        coalesce(
          (array_agg(o.name order by o.id) filter (where o.name is not null))[1],
          (array_agg(o.login order by o.id) filter (where o.login is not null))[1],
          (
            select 'formerly ' || f.login || ' (id ' || formerly.service_id || ')'
            from owners formerly join former_logins f on f.owner_id = formerly.id
            where formerly.user_id = o.user_id
            order by f.until desc, f.id desc
            limit 1
          ),
          'id ' || min(o.service_id)
        ) as name
      from owners o
      where o.user_id in (${people})
      group by o.user_id
    ) as f
    where u.id = f.user_id and (u.is_student, u.is_bot, u.name) is distinct from (f.is_student, f.is_bot, f.name)`);
}

/** Where the rosters contradict what staff set: staff's word stays, and the result says so. */
export async function listKeptMarks(tx: Tx): Promise<KeptMark[]> {
  const rows = await tx.execute<KeptMark>(sql`
    select coalesce(o.login, 'id ' || o.service_id) as login, said.mark, said.by_staff as value
    from roster_owners r
    join owners o on o.id = r.owner_id
    cross join lateral (
      values ('student', r.is_student, o.is_student_by_staff), ('bot', r.is_bot, o.is_bot_by_staff)
    ) as said (mark, by_roster, by_staff)
    where said.by_roster <> said.by_staff
    order by lower(o.login), said.mark`);
  return [...rows];
}

function note(tx: Tx, owners: SQL): Promise<unknown> {
  return tx.execute(sql`insert into changed_owners ${owners}`);
}
