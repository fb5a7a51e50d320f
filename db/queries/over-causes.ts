import { sql } from "drizzle-orm";
import type { Period } from "@/domain/seat-history";
import { endOf, startOf } from "../days";
import type { Reader } from "../executor";
import { json, number, orNull, readRows, text } from "../rows";
import { type Cause, causeOf } from "./causes";

/**
 * A change that put an account over, or further over, and that no later change of its day took back. `count` is how many
 * such changes the day had. `cause` is null for changes made without the console.
 */
export type OverCause = {
  /** Of the change in the history of seats. */
  id: number;
  day: string;
  seats: number;
  count: number;
  cause: Cause | null;
};

/** More causes than this on one day are counted. */
const causesOfDay = 3;

/**
 * What put the account over on each day of the period. A change counts with the seats over that last from it to the end
 * of its day, so that a mistake taken back within the day is not a cause.
 */
export function listOverCauses(db: Reader, accountId: string, { from, to }: Period): Promise<OverCause[]> {
  return readRows(
    db,
    { id: number, day: text, seats: number, count: number, cause: orNull(json<Cause>()) },
    sql`
      with recent as (
        select id, change_id, at, (at at time zone 'UTC')::date as day,
          greatest(0, used_seat_count - total_seat_count) as seats_over
        from seat_changes
        where account_id = ${accountId} and at < ${endOf(to)} and at >= coalesce(
          (select max(at) from seat_changes where account_id = ${accountId} and at < ${startOf(from)}),
          ${startOf(from)}
        )
      ),
      moved as (
        select *, coalesce(lag(seats_over) over (order by at, id), 0) as over_before,
          min(seats_over) over (partition by day order by at desc, id desc) as lasting
        from recent
      ),
      raised as (
        select day, at, id, change_id, lasting - over_before as seats, count(*) over (partition by day) as count,
          row_number() over (partition by day order by lasting - over_before desc, at, id) as place
        from moved
        where lasting > over_before and day >= ${from}::date
      )
      select id, day::text, seats, count, cause
      from raised
      left join lateral ${causeOf(sql`raised.change_id`, accountId)} as caused on true
      where place <= ${causesOfDay}
      order by raised.day desc, place`,
  );
}
