import { and, asc, desc, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import type { AuditRow, SubjectKind } from "@/domain/audit-log";
import type { AuditLogListing } from "@/domain/input/audit-log";
import { type Paged, pageSize } from "@/domain/listings";
import type { Reader } from "../executor";
import { contains } from "../patterns";
import { listOf, number, readRow } from "../rows";
import { accounts } from "../schema/accounts";
import { webhooks } from "../schema/alerts";
import { auditLog, undoneChanges } from "../schema/audit-log";
import { organizations } from "../schema/organizations";
import { users } from "../schema/people";
import { plans } from "../schema/plans";
import { staff } from "../schema/staff";
import { recordsOf } from "./person";

function matching(listing: Partial<AuditLogListing> & { accountId?: string }, db: Reader): SQL | undefined {
  const { accountId, q, action = "all", change } = listing;
  const text = contains(q ?? "");
  const names = [auditLog.before, auditLog.after].flatMap((facts) =>
    ["login", "email", "name"].map((fact) => sql`${facts} ->> ${fact}`),
  );
  const namedAccounts = db.select({ id: accounts.id }).from(accounts).where(ilike(accounts.name, text));
  return and(
    accountId === undefined ? undefined : eq(auditLog.accountId, accountId),
    action === "all" ? undefined : eq(auditLog.action, action),
    change === undefined ? undefined : eq(auditLog.changeId, change),
    q
      ? or(
          ilike(auditLog.actor, text),
          ilike(auditLog.reason, text),
          ilike(auditLog.ticket, text),
          inArray(auditLog.accountId, namedAccounts),
          sql`concat_ws(' ', ${sql.join(names, sql`, `)}) ilike ${text}`,
        )
      : undefined,
  );
}

type Cut = { limit: number; offset?: number; direction?: AuditLogListing["direction"] };

async function listRows(
  db: Reader,
  matches: SQL | undefined,
  { limit, offset = 0, direction = "desc" }: Cut,
): Promise<AuditRow[]> {
  const inOrder = direction === "asc" ? asc : desc;
  const page = db
    .select()
    .from(auditLog)
    .where(matches)
    .orderBy(inOrder(auditLog.id))
    .limit(limit)
    .offset(offset)
    .as("page");
  // The cast depends on the kind, because not every subject's id is a number.
  const subjectIdAs = (kind: SubjectKind, type: "text" | "bigint") =>
    sql`case when ${page.subjectKind} = ${kind} then ${page.subjectId}::${sql.raw(type)} end`;
  const subjectAccounts = db.select({ id: accounts.id, name: accounts.name }).from(accounts).as("subject_accounts");

  return db
    .select({
      id: page.id,
      changeId: page.changeId,
      createdAt: page.createdAt,
      action: page.action,
      actor: page.actor,
      accountId: page.accountId,
      accountName: accounts.name,
      subjectKind: page.subjectKind,
      subjectId: page.subjectId,
      subjectName: sql<
        string | null
      >`coalesce(${subjectAccounts.name}, ${organizations.login}, ${users.name}, ${plans.title}, ${staff.email}, ${webhooks.url})`,
      reason: page.reason,
      ticket: page.ticket,
      before: page.before,
      after: page.after,
    })
    .from(page)
    .leftJoin(accounts, eq(accounts.id, page.accountId))
    .leftJoin(subjectAccounts, eq(subjectAccounts.id, subjectIdAs("account", "text")))
    .leftJoin(organizations, eq(organizations.id, subjectIdAs("organization", "bigint")))
    .leftJoin(users, eq(users.id, subjectIdAs("person", "bigint")))
    .leftJoin(plans, eq(plans.name, subjectIdAs("plan", "text")))
    .leftJoin(staff, eq(staff.id, subjectIdAs("staff", "text")))
    .leftJoin(webhooks, eq(webhooks.id, subjectIdAs("webhook", "text")))
    .orderBy(inOrder(page.id));
}

/**
 * Every change, or every change of an account, newest or oldest first. The search looks at the actor, the reason, and
 * the names of the account and the subject.
 */
export async function listAuditLog(
  db: Reader,
  listing: AuditLogListing & { accountId?: string },
): Promise<Paged<AuditRow>> {
  const matches = matching(listing, db);
  const { page, direction } = listing;
  const rows = await listRows(db, matches, { limit: pageSize, offset: (page - 1) * pageSize, direction });
  return { rows, total: await db.$count(auditLog, matches) };
}

/** More than any change writes that can be undone by its entries. */
const mostEntries = 1000;

/** The entries of a change, in the order in which it wrote them. */
export async function listEntriesOf(db: Reader, changeId: string): Promise<AuditRow[]> {
  return listRows(db, eq(auditLog.changeId, changeId), { limit: mostEntries, direction: "asc" });
}

/** The changes of these entries that were undone, each with the change that undid it. */
export async function listUndone(db: Reader, entries: readonly { changeId: string }[]): Promise<Map<string, string>> {
  const changeIds = [...new Set(entries.map(({ changeId }) => changeId))];
  const rows = await db.select().from(undoneChanges).where(inArray(undoneChanges.changeId, changeIds));
  return new Map(rows.map(({ changeId, undoneByChangeId }) => [changeId, undoneByChangeId]));
}

export async function listLatestChanges(db: Reader, accountId: string, limit: number): Promise<AuditRow[]> {
  return listRows(db, eq(auditLog.accountId, accountId), { limit });
}

/**
 * The changes of a person, of records merged into them, and of organizations while they were a member: everything that
 * can have given or taken their seat. The newest first.
 */
export async function listChangesAbout(db: Reader, userId: number, page: number): Promise<Paged<AuditRow>> {
  const query = sql`
    with every as materialized (${changesAbout(userId)})
    select
      (select count(*) from every) as total,
      array(select id from every order by id desc limit ${pageSize} offset ${(page - 1) * pageSize}) as ids`;
  const { total, ids } = await readRow(db, { total: number, ids: listOf(number) }, query);
  const rows = await listRows(db, inArray(auditLog.id, ids), { limit: pageSize });
  return { rows, total };
}

/** A login that came from another person brings the changes that name it there. */
function changesAbout(userId: number): SQL {
  return sql`
    select l.id
    from (
      select 'person' as kind, records.id::text as id from (${recordsOf(userId)}) as records
      union all
      select distinct 'organization', m.organization_id::text
      from owners o join memberships m on m.owner_id = o.id
      where o.user_id = ${userId}
    ) as subject
    join audit_log l on l.subject_kind = subject.kind and l.subject_id = subject.id
    union
    select l.id
    from owners o
    join former_memberships f on f.owner_id = o.id
    join audit_log l
      on l.subject_kind = 'organization' and l.subject_id = f.organization_id::text and l.created_at <= f.until
    where o.user_id = ${userId}
    union
    select l.id
    from owners o
    join audit_log l on l.subject_kind = 'person' and l.subject_id = o.joined_from_user_id::text
    where o.user_id = ${userId} and lower(o.login) in (lower(l.before ->> 'login'), lower(l.after ->> 'login'))`;
}
