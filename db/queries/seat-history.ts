import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type Paged, pageSize } from "@/domain/listings";
import { type ChangedDay, type Period, type SeatDay, type SeatLevel, seatDays } from "@/domain/seat-history";
import { type TrueUpDay, trueUpDays } from "@/domain/true-up";
import { endOf, startOf } from "../days";
import type { Reader } from "../executor";
import { json, number, orNull, readRows, time } from "../rows";
import { seatChanges } from "../schema/seats";
import { type Cause, causeOf } from "./causes";
import { listLeftOutDays } from "./left-out-days";

const isIn = (accountId: string, { from, to }: Period) =>
  and(eq(seatChanges.accountId, accountId), gte(seatChanges.at, startOf(from)), lt(seatChanges.at, endOf(to)));

const level = { used: seatChanges.usedSeatCount, total: seatChanges.totalSeatCount };
const newestFirst = [desc(seatChanges.at), desc(seatChanges.id)];

/** Every day of the period since the account's history began, from its recorded changes. */
export async function listSeatDays(db: Reader, accountId: string, period: Period): Promise<SeatDay[]> {
  const [before] = await db
    .select(level)
    .from(seatChanges)
    .where(and(eq(seatChanges.accountId, accountId), lt(seatChanges.at, startOf(period.from))))
    .orderBy(...newestFirst)
    .limit(1);
  const day = sql<string>`(${seatChanges.at} at time zone 'UTC')::date::text`;
  const lastOf = (column: AnyPgColumn) =>
    sql<number>`(array_agg(${column} order by ${seatChanges.at} desc, ${seatChanges.id} desc))[1]`;
  const changed: ChangedDay[] = await db
    .select({
      day,
      used: lastOf(seatChanges.usedSeatCount),
      total: lastOf(seatChanges.totalSeatCount),
      peakUsed: sql<number>`max(${seatChanges.usedSeatCount})`,
    })
    .from(seatChanges)
    .where(isIn(accountId, period))
    .groupBy(day);
  return seatDays(changed, before, period);
}

/** The seats over at the end of a day; none if the account's history began later. */
export async function countSeatsOver(db: Reader, accountId: string, day: string): Promise<number> {
  const [ended] = await listSeatDays(db, accountId, { from: day, to: day });
  return ended?.over ?? 0;
}

/** Every day of the period as it ended, and what each counts in the true-up. */
export async function listTrueUpDays(
  db: Reader,
  accountId: string,
  period: Period,
  today: string,
): Promise<TrueUpDay[]> {
  return trueUpDays(await listSeatDays(db, accountId, period), await listLeftOutDays(db, accountId, period), today);
}

/** `cause` is null for the state before the history, and for changes made without the console. */
export type SeatChange = SeatLevel & {
  id: number;
  at: Date;
  before: SeatLevel | null;
  cause: Cause | null;
};

/** Each change of used or total seats in the period, the latest first, with the numbers before it and its cause. */
export async function listSeatChanges(
  db: Reader,
  accountId: string,
  { page, ...period }: Period & { page: number },
): Promise<Paged<SeatChange>> {
  const rows = await readRows(
    db,
    {
      id: number,
      at: time,
      used: number,
      total: number,
      before: orNull(json<SeatLevel>()),
      cause: orNull(json<Cause>()),
    },
    sql`
      select shown.id, shown.at, shown.used, shown.total, before, cause
      from (
        select id, change_id, at, used_seat_count as used, total_seat_count as total
        from seat_changes
        where ${isIn(accountId, period)}
        order by at desc, id desc
        limit ${pageSize} offset ${(page - 1) * pageSize}
      ) as shown
      left join lateral (
        select json_build_object('used', earlier.used_seat_count, 'total', earlier.total_seat_count) as before
        from seat_changes earlier
        where earlier.account_id = ${accountId} and (earlier.at, earlier.id) < (shown.at, shown.id)
        order by earlier.at desc, earlier.id desc
        limit 1
      ) as held on true
      left join lateral ${causeOf(sql`shown.change_id`, accountId)} as caused on true
      order by shown.at desc, shown.id desc`,
  );
  return { rows, total: await db.$count(seatChanges, isIn(accountId, period)) };
}
