import {
  and,
  asc,
  countDistinct,
  desc,
  eq,
  gt,
  gte,
  ilike,
  inArray,
  lt,
  notExists,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { AuditChange, AuditRow, SubjectKind } from "@/domain/audit-log";
import type { AuditLogListing } from "@/domain/input/audit-log";
import { type Paged, pageSize } from "@/domain/listings";
import { endOf, startOf } from "../days";
import type { Reader } from "../executor";
import { contains } from "../patterns";
import { listOf, number, readRow, readRows, text } from "../rows";
import { accounts } from "../schema/accounts";
import { webhooks } from "../schema/alerts";
import { auditLog, undoneChanges } from "../schema/audit-log";
import { organizations } from "../schema/organizations";
import { users } from "../schema/people";
import { plans } from "../schema/plans";
import { staff } from "../schema/staff";
import { recordsOf } from "./person";

const earlier = alias(auditLog, "earlier");

type Filters = Partial<AuditLogListing> & { accountId?: string };

/** A condition on entries, `auditLog` or an alias of it. Days are UTC, both included. */
function matching(filters: Filters, db: Reader, entries: typeof auditLog | typeof earlier = auditLog): SQL | undefined {
  const { accountId, q, action = "all", change, who, account, person, from, to } = filters;
  const named = (facts: readonly string[], text: string) => {
    const values = [entries.before, entries.after].flatMap((side) => facts.map((fact) => sql`${side} ->> ${fact}`));
    return sql`concat_ws(' ', ${sql.join(values, sql`, `)}) ilike ${contains(text)}`;
  };
  const accountsNamed = (text: string) =>
    inArray(
      entries.accountId,
      db
        .select({ id: accounts.id })
        .from(accounts)
        .where(or(ilike(accounts.name, contains(text)), eq(accounts.id, text))),
    );
  return and(
    accountId === undefined ? undefined : eq(entries.accountId, accountId),
    action === "all" ? undefined : eq(entries.action, action),
    change === undefined ? undefined : eq(entries.changeId, change),
    who ? ilike(entries.actor, contains(who)) : undefined,
    account ? accountsNamed(account) : undefined,
    person
      ? and(
          eq(entries.subjectKind, "person"),
          or(eq(entries.subjectId, person), named(["name", "login", "logins"], person)),
        )
      : undefined,
    from ? gte(entries.createdAt, startOf(from)) : undefined,
    to ? lt(entries.createdAt, endOf(to)) : undefined,
    q
      ? or(
          ilike(entries.actor, contains(q)),
          ilike(entries.reason, contains(q)),
          ilike(entries.ticket, contains(q)),
          accountsNamed(q),
          named(["login", "email", "name"], q),
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

/** A list shows this many entries of a change. The page of the change has all of them. */
const entriesShown = 20;

/**
 * Every change with an entry that matches, the newest or the oldest first. The search looks at the actor, the reason,
 * the ticket, and the names of the account and the subject.
 */
export async function listChanges(db: Reader, listing: Filters & AuditLogListing): Promise<Paged<AuditChange>> {
  const { page, direction } = listing;
  const matches = matching(listing, db);
  const isFirst = notExists(
    db
      .select({ id: earlier.id })
      .from(earlier)
      .where(and(eq(earlier.changeId, auditLog.changeId), lt(earlier.id, auditLog.id), matching(listing, db, earlier))),
  );
  const inOrder = direction === "asc" ? asc : desc;
  const found = await db
    .select({ changeId: auditLog.changeId })
    .from(auditLog)
    .where(and(matches, isFirst))
    .orderBy(inOrder(auditLog.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const [counted] = await db
    .select({ total: countDistinct(auditLog.changeId) })
    .from(auditLog)
    .where(matches);
  const changes = await listChangesById(
    db,
    found.map(({ changeId }) => changeId),
  );
  return { rows: found.flatMap(({ changeId }) => changes.get(changeId) ?? []), total: counted!.total };
}

async function listChangesById(db: Reader, changeIds: readonly string[]): Promise<Map<string, AuditChange>> {
  const shape = { changeId: text, entryCount: number, subjectCount: number, ids: listOf(number) };
  const query = sql`
    with whole as (
      select l.change_id, count(*) as entry_count, min(l.id) as first_id
      from audit_log l where l.change_id = any(${sql.param(changeIds)}::uuid[])
      group by l.change_id
    )
    select whole.change_id, whole.entry_count, (
        select count(distinct same.subject_id) from audit_log same
        where same.change_id = whole.change_id and same.action = first.action and same.subject_kind = first.subject_kind
      ) as subject_count, array(
        select l.id from audit_log l where l.change_id = whole.change_id order by l.id limit ${entriesShown}
      ) as ids
    from whole
    join audit_log first on first.id = whole.first_id`;
  const wholes = await readRows(db, shape, query);
  const ids = wholes.flatMap(({ ids }) => ids);
  const entries = await listRows(db, inArray(auditLog.id, ids), { limit: ids.length, direction: "asc" });
  return new Map(
    wholes.map(({ ids: _, ...whole }) => {
      const [first, ...others] = entries.filter(({ changeId }) => changeId === whole.changeId);
      const { createdAt, actor, reason, ticket } = first!;
      return [whole.changeId, { ...whole, createdAt, actor, reason, ticket, entries: [first!, ...others] }];
    }),
  );
}

/** Entries as a download reads them, in batches. */
const batchSize = 1000;

/** Every entry that matches, in the order in which it was written. */
export async function* listEntryBatches(db: Reader, filters: Filters): AsyncGenerator<AuditRow[]> {
  let after = 0;
  for (;;) {
    const rows = await listRows(db, and(matching(filters, db), gt(auditLog.id, after)), {
      limit: batchSize,
      direction: "asc",
    });
    if (rows.length > 0) yield rows;
    if (rows.length < batchSize) return;
    after = rows.at(-1)!.id;
  }
}

type Part = { page: number; direction?: AuditLogListing["direction"] };

async function listPage(db: Reader, matches: SQL | undefined, { page, direction }: Part): Promise<Paged<AuditRow>> {
  const rows = await listRows(db, matches, { limit: pageSize, offset: (page - 1) * pageSize, direction });
  return { rows, total: await db.$count(auditLog, matches) };
}

/** The entries of one change, or all that match, the newest or the oldest first. */
export function listAuditLog(db: Reader, listing: AuditLogListing & { accountId?: string }): Promise<Paged<AuditRow>> {
  return listPage(db, matching(listing, db), listing);
}

/** The entries of one change if the address names it, else every change; and which of them were undone. */
export async function findInLog(db: Reader, listing: AuditLogListing & { accountId?: string }) {
  if (listing.change === undefined) {
    const changes = await listChanges(db, listing);
    return { found: { changes }, undone: await listUndone(db, changes.rows) };
  }
  const entries = await listAuditLog(db, listing);
  return { found: { entries }, undone: await listUndone(db, entries.rows) };
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

/** The entries about one subject, the newest first. */
export function listEntriesAbout(db: Reader, kind: SubjectKind, id: string, page: number): Promise<Paged<AuditRow>> {
  return listPage(db, and(eq(auditLog.subjectKind, kind), eq(auditLog.subjectId, id)), { page });
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
