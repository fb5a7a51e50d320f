import { type SQL, sql } from "drizzle-orm";
import type { Activate, ImportedOrganization } from "@/domain/imports";
import type { Service } from "@/domain/services";
import type { Tx } from "../../executor";

export type RosterOrganization = Omit<
  ImportedOrganization,
  "added" | "activated" | "deactivated" | "rolesChanged" | "peopleUpdated" | "lastSeenUpdated" | "waitingEnded"
>;

/** Finds the organizations of the staged rosters and plans, and makes those that are not known yet. */
export async function insertOrganizations(
  tx: Tx,
  service: Service,
): Promise<{ ids: number[]; planIds: number[]; newIds: number[] }> {
  const made = await tx.execute<{ id: string }>(sql`
    insert into organizations (service, login)
    select ${service}, login from (
      select login from roster_organizations
      union all
      select login from roster_plans p
      where not exists (select from roster_organizations r where lower(r.login) = lower(p.login))
    ) as named
    order by lower(login)
    on conflict do nothing
    returning id`);
  const found = await tx.execute<{ id: string }>(sql`
    update roster_organizations r set organization_id = o.id
    from organizations o where o.service = ${service} and lower(o.login) = lower(r.login)
    returning o.id`);
  const foundForPlans = await tx.execute<{ id: string }>(sql`
    update roster_plans p set organization_id = o.id
    from organizations o where o.service = ${service} and lower(o.login) = lower(p.login)
    returning o.id`);
  return { ids: numbers(found), planIds: numbers(foundForPlans), newIds: numbers(made) };
}

/** Points the staged memberships at stored rows. Runs when every staged owner has its `owner_id`. */
export async function resolveMemberships(tx: Tx): Promise<void> {
  await tx.execute(sql`
    update roster_memberships m
    set owner_id = r.owner_id, organization_id = o.organization_id
    from roster_owners r, roster_organizations o
    where r.n = m.n and o.place = m.place`);
  await tx.execute(sql`create index on roster_memberships (organization_id, owner_id)`);
  await tx.execute(sql`analyze roster_memberships`);
}

/** What the rosters would do to each organization's members, in the order of the rosters. */
export async function listRosterOrganizations(tx: Tx, newIds: readonly number[]): Promise<RosterOrganization[]> {
  const rows = await tx.execute<
    Record<"id" | "login" | "before" | "after" | "removed", string> & { account_id: string | null }
  >(sql`
    select o.id, o.login, o.account_id,
      (select count(*) from memberships m where m.organization_id = o.id) as before,
      (select count(distinct m.owner_id) from roster_memberships m where m.organization_id = o.id) as after,
      (select count(*) from (${leaving(sql`m.organization_id = o.id`)}) as gone) as removed
    from roster_organizations r
    join organizations o on o.id = r.organization_id
    order by r.place`);
  const isNew = new Set(newIds);
  return rows.map((row) => ({
    organizationId: Number(row.id),
    login: row.login,
    accountId: row.account_id,
    isNew: isNew.has(Number(row.id)),
    membersBefore: Number(row.before),
    membersAfter: Number(row.after),
    removed: Number(row.removed),
  }));
}

/** Memberships that the rosters no longer hold. */
function leaving(scope: SQL): SQL {
  return sql`
    select m.organization_id, m.owner_id from memberships m
    where ${scope} and not exists (
      select from roster_memberships said
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id
    )`;
}

/** How many memberships of each organization a step changed. */
export type CountByOrganization = Map<number, number>;

/** Leaving ends the membership and its activation; that it was is remembered. */
export async function deleteLeavers(tx: Tx): Promise<CountByOrganization> {
  return counted(
    tx,
    sql`
    with gone as (
      delete from memberships m
      using (${leaving(sql`m.organization_id in (select organization_id from roster_organizations)`)}) as leaver
      where m.organization_id = leaver.organization_id and m.owner_id = leaver.owner_id
      returning m.organization_id, m.owner_id, m.role, m.is_activated, m.created_at
    ),
    remembered as (
      insert into former_memberships (organization_id, owner_id, role, was_activated, since)
      select organization_id, owner_id, role, is_activated, created_at from gone order by organization_id, owner_id
    ),
    noted as (
      insert into changed_people select o.user_id from gone join owners o on o.id = gone.owner_id
    )
    select organization_id, count(*) from gone group by organization_id`,
  );
}

/** A cell `activated` that says false ends the activation. */
export async function deactivateMembers(tx: Tx): Promise<CountByOrganization> {
  return counted(
    tx,
    sql`
    with changed as (
      update memberships m set is_activated = false, activation_changed_at = now()
      from roster_memberships said
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id
        and said.is_activated = false and m.is_activated
      returning m.organization_id, m.owner_id
    ),
    noted as (insert into changed_people select o.user_id from changed join owners o on o.id = changed.owner_id)
    select organization_id, count(*) from changed group by organization_id`,
  );
}

/** It ends the waiting for one as well. */
export async function endWaitingOfMembers(tx: Tx): Promise<CountByOrganization> {
  return counted(
    tx,
    sql`
    with changed as (
      update memberships m set waiting_since = null
      from roster_memberships said
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id
        and said.is_activated = false and m.waiting_since is not null
      returning m.organization_id
    )
    select organization_id, count(*) from changed group by organization_id`,
  );
}

export async function updateMemberRoles(tx: Tx): Promise<CountByOrganization> {
  return counted(
    tx,
    sql`
    with changed as (
      update memberships m set role = said.role
      from (
        select organization_id, owner_id, min(role) as role from roster_memberships group by organization_id, owner_id
      ) as said
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id and said.role <> m.role
      returning m.organization_id
    )
    select organization_id, count(*) from changed group by organization_id`,
  );
}

/** Of the times a login was seen in an organization the latest counts, whichever import brings it. */
export async function updateLastSeen(tx: Tx): Promise<CountByOrganization> {
  return counted(
    tx,
    sql`
    with changed as (
      update memberships m set last_seen_at = said.last_seen_at
      from (
        select organization_id, owner_id, max(last_seen_at) as last_seen_at
        from roster_memberships group by organization_id, owner_id
      ) as said
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id
        and said.last_seen_at > coalesce(m.last_seen_at, '-infinity')
      returning m.organization_id
    )
    select organization_id, count(*) from changed group by organization_id`,
  );
}

/** What the rosters say of a membership, one row each, with what its activation should be. */
const said = (activate: Activate) => sql`(
  select
    organization_id, owner_id, min(role) as role, max(last_seen_at) as last_seen_at,
    coalesce(bool_and(is_activated), ${activate} = 'all') as is_activated,
    bool_and(is_activated) is null as is_blank
  from roster_memberships
  group by organization_id, owner_id
) as said`;

/** The grants begin: from here on `changedPeople` are those they concern. */
export async function beginGrants(tx: Tx): Promise<void> {
  await tx.execute(sql`truncate changed_people`);
}

/**
 * Those who are new to an organization. A cell decides on their activation; where it is blank, the call's own word. Whom
 * neither activates waits for a seat where the account activates who joins.
 */
export async function insertMembers(
  tx: Tx,
  activate: Activate,
): Promise<Record<"added" | "activated", CountByOrganization>> {
  const rows = await tx.execute<{ organization_id: string; added: string; activated: string }>(sql`
    with made as (
      insert into memberships (organization_id, owner_id, role, is_activated, activation_changed_at, last_seen_at, waiting_since)
      select said.organization_id, said.owner_id, coalesce(said.role, 'member'), said.is_activated,
        case when said.is_activated then now() end, said.last_seen_at,
        case when said.is_blank and not said.is_activated and a.id is not null then now() end
      from ${said(activate)}
      join organizations org on org.id = said.organization_id
      left join accounts a
        on a.id = org.account_id and a.is_auto_activating and a.is_active and a.closed_at is null
      order by said.organization_id, said.owner_id
      on conflict do nothing
      returning organization_id, owner_id, is_activated
    ),
    noted as (
      insert into changed_people select o.user_id from made join owners o on o.id = made.owner_id
    )
    select organization_id, count(*) as added, count(*) filter (where is_activated) as activated
    from made group by organization_id`);
  const byOrganization = (name: "added" | "activated"): CountByOrganization =>
    new Map(rows.map((row) => [Number(row.organization_id), Number(row[name])]));
  return { added: byOrganization("added"), activated: byOrganization("activated") };
}

/** Those who are members already and whom the rosters activate. */
export async function activateMembers(tx: Tx, activate: Activate): Promise<CountByOrganization> {
  return counted(
    tx,
    sql`
    with changed as (
      update memberships m set is_activated = true, activation_changed_at = now(), waiting_since = null
      from ${said(activate)}
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id
        and said.is_activated and not m.is_activated
      returning m.organization_id, m.owner_id
    ),
    noted as (insert into changed_people select o.user_id from changed join owners o on o.id = changed.owner_id)
    select organization_id, count(*) from changed group by organization_id`,
  );
}

/** How many members of each organization had their name, login, id, e-mail or marks changed. */
export async function countChangedOwners(tx: Tx): Promise<CountByOrganization> {
  return counted(
    tx,
    sql`
    select m.organization_id, count(distinct m.owner_id)
    from roster_memberships m
    join changed_owners c on c.owner_id = m.owner_id
    group by m.organization_id`,
  );
}

/** As of now the memberships of these organizations are known. */
export async function updateImportedAt(tx: Tx): Promise<void> {
  await tx.execute(sql`
    update organizations o set imported_at = now() from roster_organizations r where o.id = r.organization_id`);
}

/** The people of this call whose ledger must follow. */
export const changedPeople = sql`select user_id from changed_people`;

async function counted(tx: Tx, query: SQL): Promise<CountByOrganization> {
  const rows = await tx.execute<{ organization_id: string; count: string }>(query);
  return new Map(rows.map((row) => [Number(row.organization_id), Number(row.count)]));
}

function numbers(rows: Iterable<{ id: string }>): number[] {
  return [...rows].map(({ id }) => Number(id));
}
