import { eq, sql } from "drizzle-orm";
import { alertPayload, newsOf, planAlerts, thresholds } from "@/domain/seat-alerts";
import type { Tx } from "../executor";
import { accounts } from "../schema/accounts";
import { seatChanges } from "../schema/seats";

/**
 * Raises and clears the alerts of each account whose seats this change has changed, and writes a message for each
 * webhook that receives them. The change holds these accounts, so their numbers do not move.
 */
export async function updateSeatAlerts(tx: Tx, changeId: string): Promise<void> {
  const levels = await tx
    .select({
      id: accounts.id,
      name: accounts.name,
      used: seatChanges.usedSeatCount,
      total: seatChanges.totalSeatCount,
      at: seatChanges.at,
      raised: sql<number[]>`array(
        select alert.threshold from alerts alert
        where alert.kind = 'seats' and alert.account_id = ${seatChanges.accountId} and alert.cleared_at is null
      )`,
    })
    .from(seatChanges)
    .innerJoin(accounts, eq(accounts.id, seatChanges.accountId))
    .where(eq(seatChanges.changeId, changeId));

  const steps = levels.flatMap((account) => {
    const plan = planAlerts(account, account.raised);
    const news = newsOf(plan);
    const payload = news && alertPayload(news, account);
    const step = (threshold: number, isRaise: boolean) => ({
      account_id: account.id,
      threshold,
      is_raise: isRaise,
      used: account.used,
      total: account.total,
      payload: threshold === news?.threshold ? payload : undefined,
    });
    return [...plan.raise.map((threshold) => step(threshold, true)), ...plan.clear.map((one) => step(one, false))];
  });
  if (steps.length > 0) await writeSteps(tx, steps);
}

async function writeSteps(tx: Tx, steps: object[]): Promise<void> {
  await tx.execute(sql`
    with step as materialized (
      select *
      from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb)
        as step (account_id text, threshold int, is_raise boolean, used int, total int, payload jsonb)
    ),
    raised as (
      insert into alerts (account_id, threshold, used_seat_count, total_seat_count)
      select account_id, threshold, used, total from step where is_raise order by account_id, threshold
      returning id, account_id, threshold
    ),
    cleared as (
      update alerts alert set cleared_at = clock_timestamp()
      from step
      where not step.is_raise and alert.account_id = step.account_id and alert.threshold = step.threshold
        and alert.kind = 'seats' and alert.cleared_at is null
      returning alert.id, alert.account_id, alert.threshold
    )
    insert into webhook_deliveries (webhook_id, type, alert_id, payload)
    select webhook.id, step.payload ->> 'type', alert.id, step.payload
    from (select * from raised union all select * from cleared) as alert
    join step on step.account_id = alert.account_id and step.threshold = alert.threshold
    join webhooks webhook
      on webhook.removed_at is null and coalesce(webhook.account_id, alert.account_id) = alert.account_id
      and 'seats' = any(webhook.kinds)
    where step.payload is not null`);
}

/**
 * For accounts whose history is written afterwards: the alert of each threshold, from the day on which it was reached.
 */
export async function insertPastAlerts(tx: Tx, accountIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    insert into alerts (account_id, threshold, used_seat_count, total_seat_count, raised_at)
    select account_id, threshold, used_seat_count, total_seat_count, at
    from (
      select distinct on (c.account_id, reached.threshold) c.*, reached.threshold
      from seat_changes c
      cross join unnest(${sql.param([...thresholds])}::int[]) as reached (threshold)
      where c.account_id = any(${sql.param(accountIds)}::text[])
        and c.used_seat_count > 0 and c.used_seat_count::bigint * 100 >= c.total_seat_count::bigint * reached.threshold
      order by c.account_id, reached.threshold, c.at, c.id
    ) as first
    order by at, account_id, threshold`);
}
