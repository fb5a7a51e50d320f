import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, test, vi } from "vitest";
import { StartOver } from "./errors";
import { retry } from "./retry";

vi.mock("node:timers/promises", () => ({ setTimeout: vi.fn() }));

let clock: number;
beforeEach(() => {
  clock = 0;
  vi.spyOn(performance, "now").mockImplementation(() => clock);
  vi.spyOn(Math, "random").mockReturnValue(1);
  vi.mocked(sleep)
    .mockReset()
    .mockImplementation(async (pause = 0) => {
      clock += pause;
    });
  return () => vi.restoreAllMocks();
});

/** Loses so often; each attempt takes so long. */
function attemptLosing(times: number, milliseconds: number) {
  return vi.fn(async () => {
    clock += milliseconds;
    if (times-- > 0) throw new StartOver();
    return "done";
  });
}

test.each([
  [0, 20, 1],
  [5, 20, 6],
  [12, 20, 13],
  [5, 60_000, 6],
])("what loses %i times, %i ms each, is done in attempt %i", async (losses, milliseconds, attempts) => {
  const attempt = attemptLosing(losses, milliseconds);
  expect(await retry(attempt)).toBe("done");
  expect(attempt).toHaveBeenCalledTimes(attempts);
});

test.each([
  [20, 15],
  [1_000, 8],
  [60_000, 6],
])(
  "what loses for longer than anybody waits, %i ms each, is refused after attempt %i",
  async (milliseconds, attempts) => {
    const attempt = attemptLosing(100, milliseconds);
    await expect(retry(attempt)).rejects.toMatchObject({
      code: "conflict",
      message: "Someone else is changing the same things right now. Try again.",
    });
    expect(attempt).toHaveBeenCalledTimes(attempts);
  },
);

test("the pauses grow, and are never longer than a second", async () => {
  await retry(attemptLosing(7, 0));
  expect(vi.mocked(sleep).mock.calls.map(([pause]) => pause)).toEqual([50, 100, 200, 400, 800, 1_000, 1_000]);
});

test("two that lost to each other do not wait equally long", async () => {
  vi.mocked(Math.random).mockReturnValue(0.1);
  await retry(attemptLosing(2, 0));
  expect(vi.mocked(sleep).mock.calls.map(([pause]) => pause)).toEqual([5, 10]);
});

test("another error ends it at once", async () => {
  const attempt = vi.fn(() => Promise.reject(new Error("A bug")));
  await expect(retry(attempt)).rejects.toThrow("A bug");
  expect(attempt).toHaveBeenCalledTimes(1);
});
