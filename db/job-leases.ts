import { and, eq, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { JobName } from "@/domain/background-jobs";
import { db } from "./client";
import { backgroundJobs } from "./schema/background-jobs";

/** How long a killed runner keeps its job from the others. A runner renews its lease while it works. */
export const leaseSeconds = 30;

export type Lease = { name: JobName; holder: string; failureCount: number; startedAt: Date };

/** The time in a test, or else the database's time, because the clocks of several consoles differ. */
const moment = (at: Date | undefined): SQL => (at ? sql`${at.toISOString()}::timestamptz` : sql`now()`);
const leaseEnd = (at: Date | undefined): SQL => sql`${moment(at)} + make_interval(secs => ${leaseSeconds})`;

const heldBy = ({ name, holder }: Lease) => and(eq(backgroundJobs.name, name), eq(backgroundJobs.heldBy, holder));

/** Sets when a job without a rhythm runs next. A job that failed waits for its own time. */
export async function planRun(name: JobName, nextRunAt: Date | undefined): Promise<void> {
  const planned = { nextRunAt: nextRunAt ?? null };
  await db
    .insert(backgroundJobs)
    .values({ name, ...planned })
    .onConflictDoUpdate({
      target: backgroundJobs.name,
      set: planned,
      setWhere: and(
        isNull(backgroundJobs.failingSince),
        sql`${backgroundJobs.nextRunAt} is distinct from excluded.next_run_at`,
      ),
    });
}

/** Takes the job for one runner; undefined if it is not due or another runner has it. */
export async function takeLease(
  name: JobName,
  { holder, at }: { holder: string; at: Date | undefined },
): Promise<Lease | undefined> {
  const taken = { lastRunAt: moment(at), heldBy: holder, heldUntil: leaseEnd(at) };
  const isFree = or(isNull(backgroundJobs.heldUntil), lte(backgroundJobs.heldUntil, moment(at)));
  const [row] = await db
    .insert(backgroundJobs)
    .values({ name, nextRunAt: moment(at), ...taken })
    .onConflictDoUpdate({
      target: backgroundJobs.name,
      set: taken,
      setWhere: and(lte(backgroundJobs.nextRunAt, moment(at)), isFree),
    })
    .returning({ failureCount: backgroundJobs.failureCount, startedAt: backgroundJobs.lastRunAt });
  // Just set.
  return row && { name, holder, failureCount: row.failureCount, startedAt: row.startedAt! };
}

/** False if the lease ended before it was renewed. Another runner may have the job then. */
export async function renewLease(lease: Lease): Promise<boolean> {
  const renewed = await db
    .update(backgroundJobs)
    .set({ heldUntil: leaseEnd(undefined) })
    .where(heldBy(lease))
    .returning({ name: backgroundJobs.name });
  return renewed.length > 0;
}

/** Gives up every lease of this runner, so that another can begin at once. */
export async function releaseLeases(holder: string): Promise<void> {
  await db.update(backgroundJobs).set({ heldBy: null, heldUntil: null }).where(eq(backgroundJobs.heldBy, holder));
}

type Ended = { at: Date | undefined; tookMilliseconds: number };

const ended = ({ tookMilliseconds }: Ended) => ({ tookMilliseconds, heldBy: null, heldUntil: null });

/**
 * Runs begin this many seconds apart, and never before the last one is over. Without a number, the job runs when
 * something is due.
 */
export async function recordSuccess(
  lease: Lease,
  { everySeconds, ...run }: Ended & { everySeconds: number | undefined },
): Promise<void> {
  const next = sql`greatest(${backgroundJobs.lastRunAt} + make_interval(secs => ${everySeconds}), ${moment(run.at)})`;
  await db
    .update(backgroundJobs)
    .set({
      ...ended(run),
      ...{ failure: null, failingSince: null, failureCount: 0 },
      nextRunAt: everySeconds === undefined ? null : next,
    })
    .where(heldBy(lease));
}

export async function recordFailure(
  lease: Lease,
  { failure, delay, ...run }: Ended & { failure: string; delay: number },
): Promise<void> {
  await db
    .update(backgroundJobs)
    .set({
      ...ended(run),
      failure,
      failingSince: sql`coalesce(${backgroundJobs.failingSince}, ${moment(run.at)})`,
      failureCount: lease.failureCount + 1,
      nextRunAt: sql`${moment(run.at)} + make_interval(secs => ${delay / 1_000})`,
    })
    .where(heldBy(lease));
}
