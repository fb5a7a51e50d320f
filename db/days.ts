import { type SQL, sql } from "drizzle-orm";
import { daysAfter } from "@/domain/seat-history";

/** When a day begins in UTC, whatever the time zone of the session. */
export function startOf(day: string): SQL {
  return sql`(${day}::date::timestamp at time zone 'UTC')`;
}

/** When a day has ended in UTC: the next one begins. */
export function endOf(day: string): SQL {
  return startOf(daysAfter(day, 1));
}
