import { sql } from "drizzle-orm";
import { type JobName, jobs } from "@/domain/background-jobs";
import type { Reader } from "../executor";
import { backgroundJobs } from "../schema/background-jobs";

export type BackgroundJobRow = {
  name: JobName;
  nextRunAt: Date | null;
  lastRunAt: Date | null;
  tookMilliseconds: number | null;
  failure: string | null;
  failingSince: Date | null;
  failureCount: number;
  /** The runner that has it right now. */
  runningOn: string | null;
};

const neverRun = { nextRunAt: null, lastRunAt: null, tookMilliseconds: null, failure: null, failingSince: null };

/** Every job, even if it has never run. */
export async function listBackgroundJobs(db: Reader): Promise<BackgroundJobRow[]> {
  const rows = await db
    .select({
      name: backgroundJobs.name,
      nextRunAt: backgroundJobs.nextRunAt,
      lastRunAt: backgroundJobs.lastRunAt,
      tookMilliseconds: backgroundJobs.tookMilliseconds,
      failure: backgroundJobs.failure,
      failingSince: backgroundJobs.failingSince,
      failureCount: backgroundJobs.failureCount,
      runningOn: sql<string | null>`case when ${backgroundJobs.heldUntil} > now() then ${backgroundJobs.heldBy} end`,
    })
    .from(backgroundJobs);
  const known = new Map(rows.map((row) => [row.name, row]));
  // The keys of this constant object are the names of jobs.
  return (Object.keys(jobs) as JobName[]).map((name) => ({
    ...neverRun,
    ...{ failureCount: 0, runningOn: null },
    ...known.get(name),
    name,
  }));
}
