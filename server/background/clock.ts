import "server-only";
import { AsyncResource } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { inBackground } from "@/db/in-background";
import { releaseLeases } from "@/db/job-leases";
import type { JobName } from "@/domain/background-jobs";
import { log, withoutPeople } from "../log";
import type { Job } from "./job";
import { runJob } from "./run-job";

const firstLook = 1_000;
/** Together with the lease, this is how long killed work waits for another runner: less than a minute. */
const lookInterval = 5_000;
/** How long a stopping console waits for running jobs. `scripts/machine/children.mjs` kills it a little later. */
const longestWait = 20_000;

export type Clock = {
  /** Looks at a job now, such as after a change that gave it something to do. */
  hasten: (name: JobName) => void;
  /** Starts nothing more, waits for running jobs, and gives up the leases of jobs that do not end. */
  stop: () => Promise<void>;
};

// Next.js may load this module twice in one process, at its start and with an action. Both share one clock.
const server = globalThis as typeof globalThis & { backgroundClock?: Clock };

/** Looks after these jobs for as long as the process lives. Several consoles on one database share the work. */
export function startBackgroundWork(jobs: readonly Job[]): void {
  server.backgroundClock ??= startClock(jobs);
}

/** Runs a job without waiting for the next look. If another process runs the jobs, it finds out by itself. */
export function hasten(name: JobName): void {
  server.backgroundClock?.hasten(name);
}

export async function stopBackgroundWork(): Promise<void> {
  await server.backgroundClock?.stop();
}

export function startClock(jobs: readonly Job[], { patience = longestWait } = {}): Clock {
  const holder = `${os.hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  const running = new Map<JobName, Promise<void>>();
  const stopping = new AbortController();
  const timers = [setTimeout(look, firstLook).unref(), setInterval(look, lookInterval).unref()];
  let stopped: Promise<void> | undefined;

  function look(): void {
    for (const job of jobs) begin(job);
  }

  function begin(job: Job): void {
    if (stopping.signal.aborted || running.has(job.name)) return;
    const run = runJob(job, { holder, signal: stopping.signal })
      .then(() => {})
      // The job's row could not be read or written. The next look tries again.
      .catch((error) => log.error({ job: job.name }, withoutPeople("A job was not looked at:", error)))
      .finally(() => running.delete(job.name));
    running.set(job.name, run);
  }

  async function stop(): Promise<void> {
    for (const timer of timers) clearTimeout(timer);
    stopping.abort();
    await Promise.race([Promise.all(running.values()), sleep(patience, undefined, { ref: false })]);
    if (running.size === 0) return;
    log.warn({ jobs: [...running.keys()] }, "Stopped before these jobs ended");
    await inBackground(() => releaseLeases(holder));
  }

  return {
    // A request hastens a job, and the job must not take over that request's context.
    hasten: AsyncResource.bind((name: JobName) => {
      const job = jobs.find((one) => one.name === name);
      if (job) begin(job);
    }),
    stop: () => (stopped ??= stop()),
  };
}
