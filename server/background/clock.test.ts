import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { backgroundJobs } from "@/db/schema/background-jobs";
import { log } from "../log";
import { type Clock, startClock } from "./clock";
import type { Job } from "./job";

let clocks: Clock[] = [];
let runs: { signal: AbortSignal; end: () => void }[] = [];

/** Other work on the machine may make this slow, not wrong. */
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000 });

beforeEach(async () => {
  await db.delete(backgroundJobs);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const { end } of runs) end();
  await Promise.all(clocks.map((clock) => clock.stop()));
  [clocks, runs] = [[], []];
  vi.restoreAllMocks();
});

function start(...jobs: Job[]): Clock {
  const clock = startClock(jobs);
  clocks.push(clock);
  return clock;
}

/** A job that runs until it is let go. */
function createJob(facts: { everySeconds: number } | Pick<Extract<Job, { everySeconds?: undefined }>, "due">) {
  const job: Job = {
    name: "webhooks",
    ...facts,
    run: ({ signal }) =>
      new Promise<void>((resolve) => {
        runs.push({ signal, end: resolve });
      }),
  };
  return job;
}

const rows = () => db.select().from(backgroundJobs);
const isFree = async () => (await rows()).every(({ heldBy }) => heldBy === null);

test("two clocks run a job once, and the next run is begun by either", async () => {
  const job = createJob({ everySeconds: 900 });
  start(job);
  start(job);
  vi.advanceTimersByTime(1_000);
  await until(() => expect(runs).toHaveLength(1));
  vi.advanceTimersByTime(20_000);
  await sleep(200);
  expect(runs).toHaveLength(1);
  runs[0]!.end();
  await until(async () => expect(await isFree()).toBe(true));

  await db.update(backgroundJobs).set({ nextRunAt: new Date(0) });
  vi.advanceTimersByTime(5_000);
  await until(() => expect(runs).toHaveLength(2));
  runs[1]!.end();
  await until(async () => expect(await isFree()).toBe(true));
});

test("a job that is hastened runs without waiting for the next look", async () => {
  const job = createJob({ due: async () => new Date(0) });
  const clock = start(job);
  clock.hasten("suggestions");
  clock.hasten("webhooks");
  await until(() => expect(runs).toHaveLength(1));
  runs[0]!.end();
});

test("stopping waits for what runs, tells it to end, and begins nothing more", async () => {
  const job = createJob({ everySeconds: 0 });
  const clock = start(job);
  vi.advanceTimersByTime(1_000);
  await until(() => expect(runs).toHaveLength(1));
  let isStopped = false;
  const stopped = clock.stop().then(() => {
    isStopped = true;
  });
  expect(runs[0]!.signal.aborted).toBe(true);
  expect((await rows())[0]!.heldBy).not.toBeNull();
  expect(isStopped).toBe(false);
  runs[0]!.end();
  await stopped;
  expect(await isFree()).toBe(true);

  vi.advanceTimersByTime(60_000);
  clock.hasten("webhooks");
  await clock.stop();
  expect(runs).toHaveLength(1);
  expect(await rows()).toMatchObject([{ heldBy: null }]);
});

test("stopping does not wait for ever: it lets go of what does not end, and another takes it up at once", async () => {
  const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
  const job = createJob({ everySeconds: 0 });
  const clock = startClock([job], { patience: 50 });
  clock.hasten("webhooks");
  await until(() => expect(runs).toHaveLength(1));
  await clock.stop();
  expect(warn).toHaveBeenCalledOnce();
  expect(await isFree()).toBe(true);

  start(job).hasten("webhooks");
  await until(() => expect(runs).toHaveLength(2));
  for (const { end } of runs) end();
  await until(async () => expect(await isFree()).toBe(true));
});
