import { sql } from "drizzle-orm";
import { type Actor, nameOf } from "@/domain/permissions";
import type { Tx } from "./client";
import { auditLog } from "./schema";

type NewAuditRow = typeof auditLog.$inferInsert;

/** A row of the audit log as it would stand there, had the console been used since then. */
export type PastEntry = Omit<NewAuditRow, "id" | "changeId" | "actor"> & { createdAt: Date };
type PastRow = PastEntry & Pick<NewAuditRow, "changeId">;

/** When each came: with an organization, or else one week's at once. */
const moments = sql`(
  select account_id, user_id, kind, organization_ids, came_along,
    case when came_along then since else max(since) filter (where not came_along) over (
      partition by account_id, floor(extract(epoch from since) / 604800)
    ) end as at
  from (
    select l.*, exists (
      select from organizations o where o.account_id = l.account_id and o.attached_at = l.since
    ) as came_along
    from account_users l
  ) as ledger
) as came`;

/** Those who did not come with an organization were activated later. */
export async function listPastActivations(tx: Tx, reason: string): Promise<PastEntry[]> {
  const people = await tx.execute<{
    account: string;
    user: string;
    name: string;
    organizations: string;
    at: string;
  }>(sql`
    select account_id as account, user_id as "user", u.name, at, (
      select string_agg(login, ', ' order by lower(login)) from organizations where id = any(organization_ids)
    ) as organizations
    from ${moments}
    join users u on u.id = user_id
    where not came_along
    order by at, user_id`);
  return people.map(({ account, user, name, organizations, at }) => ({
    action: "person.activate",
    accountId: account,
    subjectKind: "person",
    subjectId: user,
    reason,
    before: { name, activatedIn: null },
    after: { name, activatedIn: organizations },
    createdAt: new Date(at),
  }));
}

const momentOf = ({ accountId, subjectId, createdAt }: PastEntry) => `${accountId ?? subjectId} ${createdAt.getTime()}`;

/** In the order in which it happened. What happened in an account at one moment was one change. */
export async function insertPastEntries(tx: Tx, actor: Actor, entries: PastEntry[]): Promise<PastRow[]> {
  const changeIds = new Map(entries.map((entry) => [momentOf(entry), crypto.randomUUID() as string]));
  const rows = entries
    .toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
    .map((entry) => ({ ...entry, changeId: changeIds.get(momentOf(entry))!, actor: nameOf(actor) }));
  for (let start = 0; start < rows.length; start += 1000) {
    await tx.insert(auditLog).values(rows.slice(start, start + 1000));
  }
  return rows;
}

/** The past that the ledger tells, each change with the row that caused it. The total is today's throughout. */
export async function fillSeatHistory(tx: Tx, accountIds: string[], rows: PastRow[]): Promise<void> {
  const causes = new Map(
    rows.map((row) => [momentOf(row), { account: row.accountId, at: row.createdAt, change: row.changeId }]),
  );
  await tx.execute(sql`delete from seat_changes where account_id = any(${sql.param(accountIds)}::text[])`);
  await tx.execute(sql`
    insert into seat_changes (account_id, change_id, used_seat_count, total_seat_count, at)
    select a.id, cause.change, (sum(count) over (partition by a.id order by moment.at))::int,
      a.plan_seat_count + a.free_seat_count, moment.at
    from (
      select id as account_id, created_at as at, 0 as count from accounts
      union all
      select account_id, at, count(*) from ${moments} where kind = 'seat' group by account_id, at
    ) as moment
    join accounts a on a.id = moment.account_id
    left join jsonb_to_recordset(${JSON.stringify([...causes.values()])}::jsonb)
      as cause (account text, at timestamptz, change uuid) on cause.account = a.id and cause.at = moment.at
    where a.id = any(${sql.param(accountIds)}::text[])
    order by moment.at, a.id`);
}
