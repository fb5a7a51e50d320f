import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { leaseSeconds, takeLease } from "@/db/job-leases";
import { listBackgroundJobs } from "@/db/queries/background-jobs";
import { backgroundJobs } from "@/db/schema/background-jobs";
import { DomainError } from "@/domain/errors";
import { log } from "../log";
import type { Job } from "./job";
import { type JobOutcome, runJob } from "./run-job";

const start = new Date("2026-11-23T09:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

/** Other work on the machine may make this slow, not wrong. */
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000 });

beforeEach(async () => {
  await db.delete(backgroundJobs);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Something to wait for, and what ends the wait. */
function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** A job that notes when it ran. */
function createJob(everySeconds: number, work: (run: Parameters<Job["run"]>[0]) => Promise<void> = async () => {}) {
  const ranAt: Date[] = [];
  const job: Job = {
    name: "suggestions",
    everySeconds,
    async run(run) {
      ranAt.push(run.now);
      await work(run);
    },
  };
  return { job, ranAt };
}

const run = (job: Job, at: Date, holder = "one") => runJob(job, { holder, at });

async function stored() {
  const rows = await db.select().from(backgroundJobs);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

describe("one job", () => {
  test("runs as system:NAME at the time that is given, and again when its interval is over", async () => {
    const actors: unknown[] = [];
    const { job, ranAt } = createJob(900, async ({ actor }) => {
      actors.push(actor);
    });
    expect(await run(job, start)).toBe("done");
    expect(await stored()).toMatchObject({ lastRunAt: start, nextRunAt: after(900), heldBy: null, failure: null });
    expect(await run(job, after(899))).toBe("not_now");
    expect(await run(job, after(900))).toBe("done");
    expect(ranAt).toEqual([start, after(900)]);
    expect(actors).toEqual(Array(2).fill({ kind: "system", job: "suggestions" }));
  });

  test("runs once for however many runners come at once", async () => {
    const gate = createGate();
    const { job, ranAt } = createJob(900, () => gate.opened);
    const outcomes: JobOutcome[] = [];
    const runners = Array.from({ length: 12 }, async (_, place) => {
      outcomes.push(await run(job, start, `console ${place}`));
    });
    await until(() => expect(outcomes).toEqual(Array(11).fill("not_now")));
    expect((await stored()).heldBy).toMatch(/^console /);
    gate.open();
    await Promise.all(runners);
    expect(outcomes.at(-1)).toBe("done");
    expect(ranAt).toHaveLength(1);
  });

  test("that is slower than its interval is not begun beside itself, and does not catch up on what it missed", async () => {
    const gate = createGate();
    const { job, ranAt } = createJob(5, () => gate.opened);
    const slow = run(job, start);
    await until(() => expect(ranAt).toHaveLength(1));
    for (const seconds of [5, 10, 25]) expect(await run(job, after(seconds), "two")).toBe("not_now");
    await db.update(backgroundJobs).set({ lastRunAt: after(-60) });
    gate.open();
    expect(await slow).toBe("done");
    expect((await stored()).nextRunAt).toEqual(start);
    expect([await run(job, after(1)), await run(job, after(2))]).toEqual(["done", "not_now"]);
  });

  test("of a runner that was killed is taken up when its lease is over, below a minute, and not before", async () => {
    const { job, ranAt } = createJob(900);
    expect(await takeLease(job.name, { holder: "killed", at: start })).toBeDefined();
    expect(await run(job, after(leaseSeconds - 1))).toBe("not_now");
    expect(await run(job, after(leaseSeconds))).toBe("done");
    expect(ranAt).toEqual([after(leaseSeconds)]);
    expect(leaseSeconds).toBeLessThan(55);
  });

  test("keeps its lease for as long as it runs, and learns that it lost it", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
    const gate = createGate();
    let signal: AbortSignal | undefined;
    const { job } = createJob(900, async (given) => {
      signal = given.signal;
      await gate.opened;
    });
    const running = runJob(job, { holder: "one" });
    await until(() => expect(signal).toBeDefined());
    const almostOver = new Date(Date.now() + 1_000);
    await db.update(backgroundJobs).set({ heldUntil: almostOver });
    vi.advanceTimersByTime(10_000);
    await until(async () =>
      expect((await stored()).heldUntil!.getTime()).toBeGreaterThan(almostOver.getTime() + 20_000),
    );
    expect(signal!.aborted).toBe(false);

    await db.update(backgroundJobs).set({ heldBy: "two" });
    vi.advanceTimersByTime(10_000);
    await until(() => expect(signal!.aborted).toBe(true));
    expect(warn).toHaveBeenCalledOnce();
    gate.open();
    await running;
    expect(await stored(), "what another runs is left alone").toMatchObject({ heldBy: "two", tookMilliseconds: null });
  });
});

describe("a job that runs when something is due", () => {
  test("waits for that, and its plan follows what is due", async () => {
    let dueAt: Date | undefined;
    const ranAt: Date[] = [];
    const job: Job = {
      name: "webhooks",
      due: async () => dueAt,
      run: async ({ now }) => {
        ranAt.push(now);
      },
    };
    expect(await run(job, start)).toBe("not_now");
    expect((await stored()).nextRunAt).toBeNull();
    dueAt = after(60);
    expect(await run(job, after(59))).toBe("not_now");
    expect((await stored()).nextRunAt).toEqual(dueAt);
    dueAt = after(30);
    expect(await run(job, after(59))).toBe("done");
    dueAt = undefined;
    expect(await run(job, after(70))).toBe("not_now");
    expect(await stored()).toMatchObject({ lastRunAt: after(59), nextRunAt: null });
    expect(ranAt).toEqual([after(59)]);
  });

  test("waits longer after each failure, however much is due", async () => {
    vi.spyOn(log, "error").mockImplementation(() => {});
    const job: Job = { name: "webhooks", due: async () => start, run: () => Promise.reject(new Error("Broken")) };
    expect(await run(job, start)).toBe("failed");
    expect(await run(job, after(9))).toBe("not_now");
    expect(await run(job, after(10))).toBe("failed");
    expect(await run(job, after(29))).toBe("not_now");
    expect(await stored()).toMatchObject({ failureCount: 2, failingSince: start, nextRunAt: after(30) });
    expect(await runJob({ ...job, run: async () => {} }, { holder: "one", at: after(30) })).toBe("done");
    expect(await stored()).toMatchObject({ failureCount: 0, failingSince: null, failure: null });
  });
});

describe("a job that throws", () => {
  test("is shown without SQL and people, is found in the log, and runs again until it is done", async () => {
    const logged = vi.spyOn(log, "error").mockImplementation(() => {});
    const { job } = createJob(900, async () => {
      await db.execute(`select 'ann@acme.example'::int, 'Ann Lee' as person`);
    });
    expect(await run(job, start)).toBe("failed");
    const { failure, ...failed } = await stored();
    expect(failure).toMatch(/^Unexpected error 22P02\. Look for [0-9a-f]{8} in the log\.$/);
    expect(failed).toMatchObject({ failingSince: start, failureCount: 1, nextRunAt: after(10), heldBy: null });
    const [facts, words] = logged.mock.calls[0]! as unknown as [{ reference: string }, string];
    expect(failure).toContain(facts.reference);
    expect(words).toContain("22P02");
    expect(words).not.toContain("ann@acme.example");

    expect(await run({ ...job, run: async () => {} } as Job, after(10))).toBe("done");
    expect(await stored()).toMatchObject({ failure: null, failingSince: null, failureCount: 0, nextRunAt: after(910) });
  });

  test("because it was refused is shown with the refusal, and without an e-mail", async () => {
    vi.spyOn(log, "error").mockImplementation(() => {});
    const { job } = createJob(900, () =>
      Promise.reject(new DomainError("conflict", "The key of ann@acme.example was revoked. Make another.")),
    );
    expect(await run(job, start)).toBe("failed");
    expect(await run(job, after(10))).toBe("failed");
    const row = (await listBackgroundJobs(db)).find(({ name }) => name === job.name);
    expect(row).toMatchObject({
      failure: "The key of [e-mail] was revoked. Make another.",
      ...{ failingSince: start, failureCount: 2, lastRunAt: after(10), runningOn: null },
    });
  });
});

test("a job that never ran is listed", async () => {
  expect(await listBackgroundJobs(db)).toContainEqual(
    expect.objectContaining({ name: "webhooks", lastRunAt: null, nextRunAt: null, runningOn: null }),
  );
});
