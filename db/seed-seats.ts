import { sql } from "drizzle-orm";
import type { Tx } from "./client";

/**
 * Gives each sample account the past that its ledger tells: a change a week, from since when its people have their
 * seats. The total is today's throughout.
 */
export async function fillSeatHistory(tx: Tx, accountIds: string[]): Promise<void> {
  await tx.execute(sql`delete from seat_changes where account_id = any(${sql.param(accountIds)}::text[])`);
  await tx.execute(sql`
    insert into seat_changes (account_id, used_seat_count, total_seat_count, at)
    select id, (sum(came) over (partition by id order by at))::int, plan_seat_count + free_seat_count, at
    from (
      select a.id, a.plan_seat_count, a.free_seat_count, a.created_at as at, 0 as came
      from accounts a
      where a.id = any(${sql.param(accountIds)}::text[])
      union all
      select a.id, a.plan_seat_count, a.free_seat_count, max(greatest(l.since, a.created_at)) as at, count(*)
      from accounts a
      join account_users l on l.account_id = a.id and l.kind = 'seat'
      where a.id = any(${sql.param(accountIds)}::text[])
      group by a.id, date_trunc('week', greatest(l.since, a.created_at))
    ) as weeks
    order by at, id`);
}
