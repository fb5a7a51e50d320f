import { type SQL, sql } from "drizzle-orm";
import type { ComparedOrganization } from "@/domain/imports";
import { boolean, number, orNull, readRows, text } from "../../rows";
import type { RosterRun } from "./roster-run";

/** Says for each organization with a roster how many members it has and would have, in the order of the set. */
export async function compareMembers({ tx, newOrganizationIds }: RosterRun): Promise<ComparedOrganization[]> {
  await tx.execute(sql`
    update roster_memberships m
    set owner_id = r.owner_id, organization_id = o.organization_id
    from roster_owners r, roster_organizations o
    where r.n = m.n and o.place = m.place`);
  await tx.execute(sql`create index on roster_memberships (organization_id, owner_id)`);
  await tx.execute(sql`analyze roster_memberships`);

  const columns = {
    organizationId: number,
    login: text,
    accountId: orNull(text),
    source: text,
    membersBefore: number,
    membersAfter: number,
    removed: number,
    adminsBefore: number,
    adminsAfter: number,
    saysRoles: boolean,
  };
  const rows = await readRows(
    tx,
    columns,
    sql`
      select o.id as organization_id, o.login, o.account_id, r.source,
        (select count(*) from memberships m where m.organization_id = o.id) as members_before,
        (select count(distinct m.owner_id) from roster_memberships m where m.organization_id = o.id) as members_after,
        (select count(*) from memberships m where m.organization_id = o.id and m.role = 'admin') as admins_before,
        r.admin_count as admins_after, r.says_roles,
        (select count(*) from (${leavers(sql`m.organization_id = o.id`)}) as gone) as removed
      from roster_organizations r
      join organizations o on o.id = r.organization_id
      order by r.place`,
  );
  return rows.map((row) => ({ ...row, isNew: newOrganizationIds.has(row.organizationId) }));
}

/** Memberships that the rosters no longer have. */
export function leavers(scope: SQL): SQL {
  return sql`
    select m.organization_id, m.owner_id from memberships m
    where ${scope} and not exists (
      select from roster_memberships said
      where said.organization_id = m.organization_id and said.owner_id = m.owner_id
    )`;
}
