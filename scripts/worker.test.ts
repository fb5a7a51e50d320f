import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { leaseSeconds } from "@/db/job-leases";
import { webhookDeliveries } from "@/db/schema/alerts";
import { backgroundJobs } from "@/db/schema/background-jobs";
import { sendWebhookMessages } from "@/jobs/send-webhook-messages";
import { runJob } from "@/server/background/run-job";
import { createMessageTo } from "@/test/factories";

const loader = pathToFileURL(path.resolve("node_modules/tsx/dist/loader.mjs")).href;

/** Messages that somebody began to send, and that wait for their answer. */
let waiting: ServerResponse[] = [];
const receiver = createServer((_, response) => waiting.push(response));
await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));

let workers: ChildProcess[] = [];
afterEach(() => {
  for (const worker of workers) worker.kill("SIGKILL");
  workers = [];
  waiting = [];
});
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});

/** The program that `npm run worker` starts, on the database of this file. */
function startWorker() {
  const flags = ["--conditions=react-server", `--import=${loader}`];
  const env = { ...process.env, BACKGROUND_WORK: "off", TSX_TSCONFIG_PATH: path.resolve("tsconfig.json") };
  const worker = spawn(process.execPath, [...flags, "scripts/machine/run-jobs.ts"], {
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  workers.push(worker);
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    worker.once("exit", (code, signal) => resolve(code ?? signal)),
  );
  return { worker, ended };
}

let address = 0;
const createMessage = () =>
  createMessageTo(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/${++address}`);

const reload = async ({ id }: { id: string }) =>
  (await db.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id)))[0]!;
const lease = async () =>
  (await db.select().from(backgroundJobs).where(eq(backgroundJobs.name, sendWebhookMessages.name)))[0]!;

test("a worker does what a console leaves to it, and when it is stopped ends well after what it is doing", async () => {
  const message = await createMessage();
  const { worker, ended } = startWorker();
  await expect.poll(() => waiting.length, { timeout: 45_000 }).toBe(1);
  expect((await lease()).heldBy).toContain(`:${worker.pid}:`);

  worker.kill("SIGTERM");
  const later = await createMessage();
  expect(await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 500, "still at it"))])).toBe(
    "still at it",
  );
  waiting[0]!.writeHead(204).end();
  expect(await ended).toBe(0);
  expect((await reload(message)).deliveredAt).toBeInstanceOf(Date);
  expect(await lease()).toMatchObject({ heldBy: null, failure: null });
  expect(await reload(later), "nothing new is begun").toMatchObject({ attemptCount: 0 });
  await db.delete(webhookDeliveries);
}, 90_000);

test("what a killed worker was at is another's when its lease is over, and no message is lost", async () => {
  const message = await createMessage();
  const { worker, ended } = startWorker();
  await expect.poll(() => waiting.length, { timeout: 45_000 }).toBe(1);
  const startedAt = (await lease()).lastRunAt!;
  worker.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");

  expect(await reload(message)).toMatchObject({ attemptCount: 1, deliveredAt: null });
  await db.update(webhookDeliveries).set({ nextAttemptAt: sql`now()` }).where(eq(webhookDeliveries.id, message.id));
  const another = (seconds: number) =>
    runJob(sendWebhookMessages, { holder: "another", at: new Date(startedAt.getTime() + seconds * 1_000) });
  expect(await another(leaseSeconds - 1)).toBe("not_now");
  const sending = another(2 * leaseSeconds);
  await expect.poll(() => waiting.length, { timeout: 45_000 }).toBe(2);
  waiting[1]!.writeHead(204).end();
  expect(await sending).toBe("done");
  expect(await reload(message)).toMatchObject({ attemptCount: 2, deliveredAt: expect.any(Date) });
}, 90_000);
