import { sql } from "drizzle-orm";
import { isKnownBot } from "@/domain/bots";
import type { RenamedOwner } from "@/domain/imports";
import { isConflictOn, StartOver } from "../../errors";
import { number, orNull, text, writeRows } from "../../rows";
import { idArray } from "../seats";
import { isNewBotMark, isNewEmail, isNewName, isNewStudentMark, isNews } from "./owner-news";
import type { RosterRun } from "./roster-run";

/** Writes who the owners of the set are. Gives the logins that changed hands. */
export async function settleOwners(run: RosterRun): Promise<RenamedOwner[]> {
  const renamed = await releaseLogins(run);
  await updateOwners(run);
  await insertOwners(run);
  return renamed;
}

/** Old names are released before new ones are set, so that a roster may swap two; each is remembered. */
async function releaseLogins({ tx, rosters: { service } }: RosterRun): Promise<RenamedOwner[]> {
  const released = await writeRows(
    tx,
    { id: number, from: text, to: orNull(text), serviceId: orNull(text) },
    sql`
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
      noted_owners as (insert into changed_owners select id from losing),
      noted_effects as (
        insert into roster_effects (owner_id, kind, login, detail) select id, 'renamed', losing.from, losing.to from losing
      )
      update owners o set login = null from losing where o.id = losing.id
      returning o.id, losing.from, losing.to, o.service_id`,
  );

  // An owner without a login can be on the list of known bots only by its id.
  const isStillKnown = ({ serviceId }: { serviceId: string | null }) => isKnownBot({ service, login: null, serviceId });
  const nameless = released.filter((row) => row.to === null && !isStillKnown(row));
  await tx.execute(sql`
    update owners set is_known_bot = false
    where id = any(${idArray(nameless.map(({ id }) => id))}) and is_known_bot`);
  return released.map(({ from, to }) => ({ from, to }));
}

/** A blank changes nothing. Neither does a login or an e-mail that differs only in case. */
async function updateOwners({ tx }: RosterRun): Promise<void> {
  await tx.execute(sql`
    with changed as (
      update owners o set
        login = case when lower(r.login) = lower(o.login) then o.login else coalesce(r.login, o.login) end,
        service_id = coalesce(r.service_id, o.service_id),
        name = case when ${isNewName} then r.name else o.name end,
        email = case when ${isNewEmail} then r.email else o.email end,
        is_student_by_import = case when ${isNewStudentMark} then r.is_student else o.is_student_by_import end,
        is_bot_by_import = case when ${isNewBotMark} then r.is_bot else o.is_bot_by_import end,
        -- A new login ends the old one's place on the list of known bots. An id on the list is in the row.
        is_known_bot = r.is_known_bot or (o.is_known_bot and o.login is not null)
      from roster_owners r
      where o.id = r.owner_id and ${isNews}
      returning o.id, o.user_id
    ),
    noted as (insert into changed_owners select id from changed)
    insert into changed_people select user_id from changed`);
}

/** A login seen for the first time brings a new user (S2). People are never merged by name. */
async function insertOwners({ tx, rosters: { service } }: RosterRun): Promise<void> {
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
      (id, user_id, service, service_id, login, name, email, is_student_by_import, is_bot_by_import, is_known_bot)
    overriding system value
    select owner_id, user_id, ${service}, service_id, login, name, email, is_student, is_bot, is_known_bot
    from roster_owners where is_new order by lower(login), service_id`)
    .catch(startOverIfStoredMeanwhile);
  await tx.execute(sql`
    insert into changed_people
    select user_id from roster_owners where is_new and (is_student or is_bot or is_known_bot)`);
}

/** Another import may bring the same login at the same moment. A second look finds it. */
function startOverIfStoredMeanwhile(error: unknown): never {
  if (isConflictOn("owners_login_key", error) || isConflictOn("owners_service_id_key", error)) throw new StartOver();
  throw error;
}
