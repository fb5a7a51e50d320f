import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** A background job: its last run, its next run, and its runner. The first run creates the row. */
export const backgroundJobs = pgTable(
  "background_jobs",
  {
    name: text().primaryKey(),
    /** Null while nothing waits for the job. */
    nextRunAt: timestamp({ withTimezone: true }),
    /** When the last run began. */
    lastRunAt: timestamp({ withTimezone: true }),
    /** Of the last run that has ended. */
    tookMilliseconds: integer(),
    /** Why the last run failed, and since when and how often in a row it has failed. */
    failure: text(),
    failingSince: timestamp({ withTimezone: true }),
    failureCount: integer().notNull().default(0),
    /** The lease: the runner, and until when no one else can run the job. */
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
