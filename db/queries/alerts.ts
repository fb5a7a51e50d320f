import { and, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { AlertKind } from "@/domain/alerts";
import type { AlertListing } from "@/domain/input/alerts";
import { type Paged, pageSize } from "@/domain/listings";
import type { SeatLevel } from "@/domain/seat-history";
import type { Reader } from "../executor";
import { holds } from "../patterns";
import { accounts } from "../schema/accounts";
import { alerts } from "../schema/alerts";

export type Alert = {
  id: number;
  kind: AlertKind;
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
  select from alerts higher
  where higher.account_id = ${alerts.accountId} and higher.kind = ${alerts.kind} and higher.threshold > ${alerts.threshold}
    and higher.cleared_at is null
)`;

const isRaised = and(isNull(alerts.clearedAt), isHighest);
const inStatus: Record<AlertListing["status"], SQL | undefined> = {
  raised: isRaised,
  cleared: isNotNull(alerts.clearedAt),
  all: or(isNotNull(alerts.clearedAt), isRaised),
};

const alertColumns = {
  id: alerts.id,
  kind: alerts.kind,
  account: { id: accounts.id, name: accounts.name },
  threshold: alerts.threshold,
  reached: { used: alerts.usedSeatCount, total: alerts.totalSeatCount },
  now: {
    used: accounts.usedSeatCount,
    total: sql<number>`${accounts.planSeatCount} + ${accounts.freeSeatCount}`,
  },
  raisedAt: alerts.raisedAt,
  clearedAt: alerts.clearedAt,
};

/** The alerts of all accounts, the latest first. Ids increase as alerts are raised. */
export async function listAlerts(db: Reader, { q, status, page }: AlertListing): Promise<Paged<Alert>> {
  const named = q
    ? inArray(
        alerts.accountId,
        db
          .select({ id: accounts.id })
          .from(accounts)
          .where(or(holds(accounts.name, q), eq(accounts.id, q))),
      )
    : undefined;
  const matches = and(inStatus[status], named);
  const rows = await db
    .select(alertColumns)
    .from(alerts)
    .innerJoin(accounts, eq(accounts.id, alerts.accountId))
    .where(matches)
    .orderBy(desc(alerts.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return { rows, total: await db.$count(alerts, matches) };
}

/** The highest open alert about the seats of an account. */
export async function findRaisedAlert(db: Reader, accountId: string): Promise<Alert | undefined> {
  const [alert] = await db
    .select(alertColumns)
    .from(alerts)
    .innerJoin(accounts, eq(accounts.id, alerts.accountId))
    .where(and(eq(alerts.accountId, accountId), eq(alerts.kind, "seats"), isNull(alerts.clearedAt)))
    .orderBy(desc(alerts.threshold))
    .limit(1);
  return alert;
}

/** How many alerts are raised, each account's highest of a kind alone. */
export async function countRaisedAlerts(db: Reader): Promise<number> {
  return db.$count(alerts, isRaised);
}
