import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { auditedTransaction } from "@/db/audited-transaction";
import { db } from "@/db/client";
import { hold } from "@/db/locks";
import { updateAccount } from "@/db/queries/accounts";
import {
  claimDeliveries,
  findDelivery,
  findNextAttempt,
  markDelivered,
  markFailed,
} from "@/db/queries/webhook-deliveries";
import type { Account } from "@/db/schema/accounts";
import { webhookDeliveries, webhooks } from "@/db/schema/alerts";
import { attemptLimit } from "@/domain/webhooks";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { verifyWebhook } from "@/test/verify-webhook";
import { log } from "../log";
import { postMessage } from "./post-message";
import { sendDeliveries } from "./send-deliveries";
import { newWebhookSecret } from "./webhook-signature";

type Received = { id: string; path: string; headers: IncomingHttpHeaders; body: string };

let received: Received[] = [];
/** What the receiver answers next; 200 when nothing is left. Null never answers. */
let answers: (number | null)[] = [];

const receiver = createServer(async (request, response) => {
  const { headers, url: path = "" } = request;
  received.push({ id: String(headers["webhook-id"]), path, headers, body: await text(request) });
  const status = answers.length > 0 ? answers.shift()! : 200;
  if (status === null) return;
  response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end("Thank you");
});
await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});

beforeEach(async () => {
  received = [];
  answers = [];
  await db.update(webhookDeliveries).set({ nextAttemptAt: null });
});

async function addWebhook(account: Account, path = `/${randomUUID()}`) {
  const values = { accountId: account.id, url: `${origin}${path}`, secret: newWebhookSecret() };
  const [webhook] = await db.insert(webhooks).values(values).returning();
  return webhook!;
}

/** Fills an account, so that each of its webhooks has a message to receive. */
async function fill(account: Account) {
  await auditedTransaction({ kind: "system", job: "test" }, "account.create", async (tx) => {
    await hold(tx, () => ({ accounts: [account.id] }));
    await updateAccount(tx, account.id, { planSeatCount: 1 });
    const subject = { subjectKind: "account", subjectId: account.id, accountId: account.id } as const;
    return { data: undefined, audit: { action: "account.create", reason: "Contract 12", ...subject } };
  });
}

async function createUsedAccount() {
  const account = await createAccount({ planSeatCount: 9 });
  await createOrganization((await createUser()).owners, { account });
  return account;
}

async function createMessage() {
  const account = await createUsedAccount();
  const webhook = await addWebhook(account);
  await fill(account);
  return { account, webhook };
}

async function deliveryTo({ id }: { id: string }) {
  const rows = await db.select().from(webhookDeliveries).where(eq(webhookDeliveries.webhookId, id));
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

const makeDue = ({ id }: { id: string }) =>
  db.update(webhookDeliveries).set({ nextAttemptAt: sql`now()` }).where(eq(webhookDeliveries.webhookId, id));

describe("a message", () => {
  test("arrives once, signed, and is not sent again", async () => {
    const { account, webhook } = await createMessage();
    expect(await sendDeliveries()).toBe(1);
    expect(await sendDeliveries()).toBe(0);

    const delivery = await deliveryTo(webhook);
    expect(delivery).toMatchObject({ attemptCount: 1, nextAttemptAt: null, failure: null });
    expect(delivery.deliveredAt).toBeInstanceOf(Date);
    expect(received).toMatchObject([{ id: delivery.id, headers: { "content-type": "application/json" } }]);
    expect(verifyWebhook(received[0]!, webhook.secret)).toMatchObject({
      type: "seat_alert.raised",
      data: { account_id: account.id, threshold_percent: 100 },
    });
  });

  test("is tried again later where the receiver fails, as the same message", async () => {
    const { webhook } = await createMessage();
    answers = [500];
    await sendDeliveries();
    const failed = await deliveryTo(webhook);
    expect(failed).toMatchObject({ attemptCount: 1, deliveredAt: null, failure: "Answered 500" });
    const wait = failed.nextAttemptAt!.getTime() - Date.now();
    expect(wait).toBeGreaterThan(4_000);
    expect(wait).toBeLessThan(12_500);
    expect(await sendDeliveries()).toBe(0);

    await makeDue(webhook);
    await sendDeliveries();
    expect(await deliveryTo(webhook)).toMatchObject({ attemptCount: 2, nextAttemptAt: null, failure: null });
    expect(received.map(({ id }) => id)).toEqual([failed.id, failed.id]);
    for (const one of received) expect(verifyWebhook(one, webhook.secret)).toBeDefined();
  });

  test("is given up after the last attempt, at once where the receiver is gone, and where the webhook was removed", async () => {
    const [tired, gone, removed] = [await createMessage(), await createMessage(), await createMessage()];
    await db
      .update(webhookDeliveries)
      .set({ attemptCount: attemptLimit - 1 })
      .where(eq(webhookDeliveries.webhookId, tired.webhook.id));
    await db.update(webhooks).set({ removedAt: new Date() }).where(eq(webhooks.id, removed.webhook.id));
    await db.update(webhookDeliveries).set({ nextAttemptAt: null });
    const failures: [typeof tired, number, string][] = [
      [tired, 503, "Answered 503"],
      [gone, 410, "Answered 410"],
    ];
    for (const [{ webhook }, status, failure] of failures) {
      answers = [status];
      await makeDue(webhook);
      await sendDeliveries();
      expect(await deliveryTo(webhook)).toMatchObject({ nextAttemptAt: null, deliveredAt: null, failure });
    }
    await makeDue(removed.webhook);
    await sendDeliveries();
    expect(received).toHaveLength(2);
    expect(await deliveryTo(removed.webhook)).toMatchObject({
      nextAttemptAt: null,
      failure: "The webhook was removed",
    });
  });

  test("waits while its webhook is paused, without counting as an attempt, and goes out once it is resumed", async () => {
    const { webhook } = await createMessage();
    const pause = (pausedAt: Date | null) => db.update(webhooks).set({ pausedAt }).where(eq(webhooks.id, webhook.id));
    await pause(new Date());
    expect(await findNextAttempt(db)).toBeUndefined();
    expect(await sendDeliveries()).toBe(0);
    expect(await deliveryTo(webhook)).toMatchObject({ attemptCount: 0, lastAttemptAt: null });
    await pause(null);
    expect(await sendDeliveries()).toBe(1);
    expect(await deliveryTo(webhook)).toMatchObject({ attemptCount: 1, deliveredAt: expect.any(Date) });
  });

  test("keeps the headers and the status of its last attempt, which hold no secret", async () => {
    const { webhook } = await createMessage();
    answers = [503];
    await sendDeliveries();
    const { id } = await deliveryTo(webhook);
    const failed = await findDelivery(db, id);
    expect(failed).toMatchObject({ answerStatus: 503, failure: "Answered 503", lastAttemptAt: expect.any(Date) });
    const headers = received[0]!.headers;
    expect(failed!.lastHeaders).toEqual({
      "webhook-id": headers["webhook-id"],
      "webhook-timestamp": headers["webhook-timestamp"],
      "webhook-signature": headers["webhook-signature"],
    });
    expect(JSON.stringify(failed)).not.toContain(webhook.secret);
    await makeDue(webhook);
    await sendDeliveries();
    expect(await findDelivery(db, id)).toMatchObject({ answerStatus: 200, failure: null });
  });

  test("goes nowhere else, whatever the receiver says", async () => {
    const { webhook } = await createMessage();
    answers = [302];
    await sendDeliveries();
    expect(received.map(({ path }) => path)).not.toContain("/elsewhere");
    expect(await deliveryTo(webhook)).toMatchObject({ failure: "Answered 302: a redirect, which is not followed" });
  });

  test("waits for an answer, but not for long, and says where nobody listens", async () => {
    answers = [null];
    expect(await postMessage(origin, {}, "{}", 0.2)).toEqual({
      status: null,
      failure: "No answer within 0.2 s",
      isFinal: false,
    });
    const nobody = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, "127.0.0.1", resolve));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));
    expect(await postMessage(`http://127.0.0.1:${port}`, {}, "{}")).toEqual({
      status: null,
      failure: "No connection: ECONNREFUSED",
      isFinal: false,
    });
  });

  test("is logged by its ids, without its address and its secret", async () => {
    const said = [vi.spyOn(log, "info"), vi.spyOn(log, "warn")];
    const [{ webhook }] = [await createMessage(), await createMessage()];
    answers = [500];
    await sendDeliveries();
    const words = JSON.stringify(said.flatMap((spy) => spy.mock.calls));
    expect(said.map((spy) => spy.mock.calls.length)).toEqual([1, 1]);
    expect(words).toContain(webhook.id);
    expect(words).not.toContain(webhook.secret);
    expect(words).not.toContain(webhook.url);
    vi.restoreAllMocks();
  });
});

const written = <Answer>(work: Parameters<typeof db.transaction<Answer>>[0]) => db.transaction(work);

const noAnswer = { headers: {}, status: null, failure: "No answer" };

describe("several senders", () => {
  test("share the work: each message is sent once", async () => {
    const account = await createUsedAccount();
    for (let count = 0; count < 35; count++) await addWebhook(account);
    await fill(account);
    const attempted = await Promise.all([sendDeliveries(), sendDeliveries(), sendDeliveries()]);
    expect(attempted.reduce((sum, count) => sum + count)).toBe(35);
    expect(received).toHaveLength(35);
    expect(new Set(received.map(({ id }) => id)).size).toBe(35);
  });

  test("lose nothing of a process that is killed while it waits for an answer", async () => {
    const { webhook } = await createMessage();
    answers = [null];
    const code = `const { sendDeliveries } = await import("./server/webhooks/send-deliveries.ts"); await sendDeliveries();`;
    const flags = ["--conditions=react-server", "--import=tsx", "--input-type=module", "--eval", code];
    const sender = spawn(process.execPath, flags, { stdio: ["ignore", "inherit", "inherit"] });
    const ended = new Promise((resolve) => sender.once("close", (_, signal) => resolve(signal)));
    await expect.poll(() => received.length, { timeout: 25_000 }).toBe(1);
    sender.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");

    expect(await deliveryTo(webhook)).toMatchObject({ attemptCount: 1, deliveredAt: null });
    await makeDue(webhook);
    expect(await sendDeliveries()).toBe(1);
    expect(await deliveryTo(webhook)).toMatchObject({ attemptCount: 2, deliveredAt: expect.any(Date) });
    expect(new Set(received.map(({ id }) => id)).size).toBe(1);
  });

  /** Somebody took the message and is slow; another took it when the lease was over. */
  async function createTakenTwice() {
    const { webhook } = await createMessage();
    const claim = () => written((tx) => claimDeliveries(tx, { limit: 10, leaseSeconds: 60 }));
    const [slow] = await claim();
    await makeDue(webhook);
    const [later] = await claim();
    return { webhook, slow: slow!, later: later! };
  }

  test("of which one was slow: its failure makes nothing due that another is sending", async () => {
    const { webhook, slow } = await createTakenTwice();
    await written((tx) => markFailed(tx, slow, { ...noAnswer, delay: undefined }));
    const delivery = await deliveryTo(webhook);
    expect(delivery).toMatchObject({ attemptCount: 2, failure: null, deliveredAt: null });
    expect(delivery.nextAttemptAt!.getTime() - Date.now()).toBeGreaterThan(50_000);
  });

  test("of which one was slow and arrived: the failure of the other does not take it back", async () => {
    const { webhook, slow, later } = await createTakenTwice();
    await written((tx) => markDelivered(tx, slow, { headers: {}, status: 200 }));
    await written((tx) => markFailed(tx, later, { ...noAnswer, delay: 1_000 }));
    expect(await deliveryTo(webhook)).toMatchObject({
      deliveredAt: expect.any(Date),
      nextAttemptAt: null,
      failure: null,
    });
  });

  test("leave a message to the one that took it, until its lease ends", async () => {
    const { webhook } = await createMessage();
    const [killed] = await written((tx) => claimDeliveries(tx, { limit: 10, leaseSeconds: 60 }));
    expect(await sendDeliveries()).toBe(0);
    const { nextAttemptAt } = await deliveryTo(webhook);
    expect(nextAttemptAt!.getTime() - Date.now()).toBeGreaterThan(50_000);

    await makeDue(webhook);
    expect(await sendDeliveries()).toBe(1);
    expect(await deliveryTo(webhook)).toMatchObject({ attemptCount: 2, failure: null, nextAttemptAt: null });
    // One that was only slow says so too late.
    await written((tx) => markFailed(tx, killed!, { ...noAnswer, delay: 1_000 }));
    expect(await deliveryTo(webhook)).toMatchObject({ failure: null, nextAttemptAt: null });
  });
});
