import "server-only";
import { randomUUID } from "node:crypto";
import { inBackground } from "@/db/in-background";
import {
  type Lease,
  leaseSeconds,
  planRun,
  recordFailure,
  recordSuccess,
  renewLease,
  takeLease,
} from "@/db/job-leases";
import { readSnapshot } from "@/db/snapshot";
import { retryDelay } from "@/domain/background-jobs";
import { log, withoutPeople } from "../log";
import { failureInWords } from "./failure-in-words";
import type { Job } from "./job";

/** The renewal may fail twice before the lease ends. */
const renewalMilliseconds = (leaseSeconds * 1_000) / 3;

/** "not_now" if it is not due, or if another runner has it. */
export type JobOutcome = "done" | "failed" | "not_now";

type Call = {
  /** The name of this runner. */
  holder: string;
  /** The time in a test; otherwise the database's time is used. */
  at?: Date;
  signal?: AbortSignal;
};

/** Runs a job if it is due and no one else runs it, and records the outcome. */
export function runJob(job: Job, { holder, at, signal }: Call): Promise<JobOutcome> {
  return inBackground(async () => {
    const { due } = job;
    if (due) await planRun(job.name, await readSnapshot((db) => due(db, at ?? new Date())));
    const lease = await takeLease(job.name, { holder, at });
    return lease ? await runUnder(lease, job, { at, signal }) : "not_now";
  });
}

async function runUnder(lease: Lease, job: Job, { at, signal }: Pick<Call, "at" | "signal">): Promise<JobOutcome> {
  const { name, startedAt } = lease;
  const lost = new AbortController();
  const heartbeat = setInterval(() => renew(lease, lost), renewalMilliseconds).unref();
  const began = performance.now();
  let outcome: { error: unknown } | undefined;
  try {
    const signals = [lost.signal, signal].filter((one) => one !== undefined);
    await job.run({ actor: { kind: "system", job: name }, now: startedAt, signal: AbortSignal.any(signals) });
  } catch (error) {
    outcome = { error };
  } finally {
    clearInterval(heartbeat);
  }
  const run = { at, tookMilliseconds: Math.round(performance.now() - began) };
  if (!outcome) {
    await recordSuccess(lease, { ...run, everySeconds: job.everySeconds });
    return "done";
  }

  const reference = randomUUID().slice(0, 8);
  const delay = retryDelay(lease.failureCount + 1);
  log.error({ job: name, reference, retryInMilliseconds: delay }, withoutPeople("A job failed:", outcome.error));
  await recordFailure(lease, { ...run, delay, failure: failureInWords(outcome.error, reference) });
  return "failed";
}

async function renew(lease: Lease, lost: AbortController): Promise<void> {
  try {
    if (await renewLease(lease)) return;
    log.warn({ job: lease.name }, "A job lost its lease: it was not renewed in time");
    lost.abort();
  } catch (error) {
    log.warn({ job: lease.name }, withoutPeople("The lease of a job was not renewed:", error));
  }
}
