import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** A job that runs in the background: its last run, its next, and who runs it. Each row begins with the first run. */
export const backgroundJobs = pgTable(
  "background_jobs",
  {
    name: text().primaryKey(),
    /** Null while nothing waits for it. */
    nextRunAt: timestamp({ withTimezone: true }),
    /** When the last run began. */
    lastRunAt: timestamp({ withTimezone: true }),
    /** Of the last run that ended. */
    tookMilliseconds: integer(),
    /** Why the last run failed, since when each one did, and how many that were. */
    failure: text(),
    failingSince: timestamp({ withTimezone: true }),
    failureCount: integer().notNull().default(0),
    /** The lease: who runs it, and until when nobody else does. */
    heldBy: text(),
    heldUntil: timestamp({ withTimezone: true }),
  },
  (t) => [
    check(
      "background_jobs_failure_check",
      sql`(${t.failure} is null) = (${t.failingSince} is null) and (${t.failure} is null) = (${t.failureCount} = 0)`,
    ),
    check("background_jobs_lease_check", sql`(${t.heldBy} is null) = (${t.heldUntil} is null)`),
  ],
);
