import { and, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { SeatAlertListing } from "@/domain/input/seat-alerts";
import { type Paged, pageSize } from "@/domain/listings";
import { alertPayload, newsOf, planAlerts, thresholds } from "@/domain/seat-alerts";
import type { SeatLevel } from "@/domain/seat-history";
import type { Reader, Tx } from "../executor";
import { holds } from "../patterns";
import { accounts } from "../schema/accounts";
import { seatAlerts } from "../schema/alerts";
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
        select alert.threshold from seat_alerts alert
        where alert.account_id = ${seatChanges.accountId} and alert.cleared_at is null
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
      insert into seat_alerts (account_id, threshold, used_seat_count, total_seat_count)
      select account_id, threshold, used, total from step where is_raise order by account_id, threshold
      returning id, account_id, threshold
    ),
    cleared as (
      update seat_alerts alert set cleared_at = clock_timestamp()
      from step
      where not step.is_raise and alert.account_id = step.account_id and alert.threshold = step.threshold
        and alert.cleared_at is null
      returning alert.id, alert.account_id, alert.threshold
    )
    insert into webhook_deliveries (webhook_id, alert_id, payload)
    select webhook.id, alert.id, step.payload
    from (select * from raised union all select * from cleared) as alert
    join step on step.account_id = alert.account_id and step.threshold = alert.threshold
    join webhooks webhook
      on webhook.removed_at is null and coalesce(webhook.account_id, alert.account_id) = alert.account_id
    where step.payload is not null`);
}

export type SeatAlert = {
  id: number;
  account: { id: string; name: string };
  threshold: number;
  /** The seats with which the account reached it. */
  reached: SeatLevel;
  now: SeatLevel;
  raisedAt: Date;
  clearedAt: Date | null;
};

/** An account at 100% is also past 80% and 90%, so only the highest alert is reported. */
const isHighest = sql`not exists (
  select from seat_alerts higher
  where higher.account_id = ${seatAlerts.accountId} and higher.threshold > ${seatAlerts.threshold}
    and higher.cleared_at is null
)`;

const isRaised = and(isNull(seatAlerts.clearedAt), isHighest);
const inStatus: Record<SeatAlertListing["status"], SQL | undefined> = {
  raised: isRaised,
  cleared: isNotNull(seatAlerts.clearedAt),
  all: or(isNotNull(seatAlerts.clearedAt), isRaised),
};

const alertColumns = {
  id: seatAlerts.id,
  account: { id: accounts.id, name: accounts.name },
  threshold: seatAlerts.threshold,
  reached: { used: seatAlerts.usedSeatCount, total: seatAlerts.totalSeatCount },
  now: {
    used: accounts.usedSeatCount,
    total: sql<number>`${accounts.planSeatCount} + ${accounts.freeSeatCount}`,
  },
  raisedAt: seatAlerts.raisedAt,
  clearedAt: seatAlerts.clearedAt,
};

/** The alerts of all accounts, the latest first. Ids increase as alerts are raised. */
export async function listSeatAlerts(db: Reader, { q, status, page }: SeatAlertListing): Promise<Paged<SeatAlert>> {
  const named = q
    ? inArray(
        seatAlerts.accountId,
        db
          .select({ id: accounts.id })
          .from(accounts)
          .where(or(holds(accounts.name, q), eq(accounts.id, q))),
      )
    : undefined;
  const matches = and(inStatus[status], named);
  const rows = await db
    .select(alertColumns)
    .from(seatAlerts)
    .innerJoin(accounts, eq(accounts.id, seatAlerts.accountId))
    .where(matches)
    .orderBy(desc(seatAlerts.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return { rows, total: await db.$count(seatAlerts, matches) };
}

/** The highest open alert of an account. */
export async function findRaisedAlert(db: Reader, accountId: string): Promise<SeatAlert | undefined> {
  const [alert] = await db
    .select(alertColumns)
    .from(seatAlerts)
    .innerJoin(accounts, eq(accounts.id, seatAlerts.accountId))
    .where(and(eq(seatAlerts.accountId, accountId), isNull(seatAlerts.clearedAt)))
    .orderBy(desc(seatAlerts.threshold))
    .limit(1);
  return alert;
}

/**
 * For accounts whose history is written afterwards: the alert of each threshold, from the day on which it was reached.
 */
export async function insertPastAlerts(tx: Tx, accountIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    insert into seat_alerts (account_id, threshold, used_seat_count, total_seat_count, raised_at)
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
