import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { backgroundJobs } from "@/db/schema/background-jobs";
import { hasten, startBackgroundWork } from "./clock";
import { stopOnSignal } from "./stop-on-signal";

const signals = ["SIGINT", "SIGTERM"] as const;
const listenersOfRunner = signals.map((signal) => process.listeners(signal));

beforeEach(() => {
  for (const signal of signals) process.removeAllListeners(signal);
});
afterEach(() => {
  signals.forEach((signal, place) => {
    process.removeAllListeners(signal);
    for (const listener of listenersOfRunner[place]!) process.on(signal, listener);
  });
});

test("listeners that end the process get the signal once background work has ended", async () => {
  let end: (() => void) | undefined;
  startBackgroundWork([
    {
      name: "webhooks",
      everySeconds: 60,
      run: () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    },
  ]);
  hasten("webhooks");
  await vi.waitFor(() => expect(end).toBeDefined(), { timeout: 15_000 });

  const heard: unknown[] = [];
  process.on("SIGTERM", (signal) => heard.push(signal));
  stopOnSignal();
  process.emit("SIGTERM", "SIGTERM");
  await db.select().from(backgroundJobs);
  expect(heard).toEqual([]);
  end!();
  await vi.waitFor(() => expect(heard).toEqual(["SIGTERM"]), { timeout: 15_000 });
  expect(await db.select().from(backgroundJobs)).toMatchObject([{ heldBy: null }]);
});
