import { sql } from "drizzle-orm";
import { type Actor, nameOf } from "@/domain/permissions";
import type { Tx } from "../executor";
import { readRows, text, time } from "../rows";
import { auditLog } from "../schema/audit-log";

type NewAuditRow = typeof auditLog.$inferInsert;

/** A row of the audit log as it would stand there, had the console been used since then. */
export type PastEntry = Omit<NewAuditRow, "id" | "changeId" | "actor"> & { createdAt: Date };
type PastRow = PastEntry & Pick<NewAuditRow, "changeId">;

/** Those who came with an organization that was attached. */
const cameAlong = sql`exists (
  select from organizations o where o.account_id = account_users.account_id and o.attached_at = account_users.since
)`;

/** Those who did not come with an organization were activated later. */
export async function listPastActivations(tx: Tx, reason: string): Promise<PastEntry[]> {
  const people = await readRows(
    tx,
    { accountId: text, subjectId: text, createdAt: time, name: text, activatedIn: text },
    sql`
      select account_id, user_id::text as subject_id, since as created_at, u.name, (
        select string_agg(distinct org.login, ', ' order by org.login)
        from memberships m
        join owners o on o.id = m.owner_id
        join organizations org on org.id = m.organization_id
        where o.user_id = u.id and org.account_id = account_users.account_id and m.is_activated and m.created_at <= since
      ) as activated_in
      from account_users
      join users u on u.id = user_id
      where not ${cameAlong}
      order by since, user_id`,
  );
  return people.map(({ name, activatedIn, ...entry }) => ({
    ...entry,
    action: "person.activate",
    subjectKind: "person",
    reason,
    before: { name, activatedIn: null },
    after: { name, activatedIn },
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
      select account_id, since, count(*) from account_users where kind = 'seat' group by account_id, since
    ) as moment
    join accounts a on a.id = moment.account_id
    left join jsonb_to_recordset(${JSON.stringify([...causes.values()])}::jsonb)
      as cause (account text, at timestamptz, change uuid) on cause.account = a.id and cause.at = moment.at
    where a.id = any(${sql.param(accountIds)}::text[])
    order by moment.at, a.id`);
}
