import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { updateAccount } from "@/db/queries/accounts";
import { listAuditLog } from "@/db/queries/audit-log";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { findDelivery } from "@/db/queries/webhook-deliveries";
import { listWebhooks } from "@/db/queries/webhooks";
import { webhookDeliveries, webhooks } from "@/db/schema/alerts";
import { auditLog } from "@/db/schema/audit-log";
import { AuditLogListing } from "@/domain/input/audit-log";
import { action } from "@/server/action";
import { createAccount } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { addWebhook } from "./add-webhook";
import { pauseWebhook, resumeWebhook } from "./pause-webhook";
import { removeWebhook } from "./remove-webhook";
import { sendAgain } from "./send-again";
import { testWebhook } from "./test-webhook";

const [addOne, removeOne] = [action(addWebhook), action(removeWebhook)];
const [pauseOne, resumeOne] = [action(pauseWebhook), action(resumeWebhook)];
const [testOne, againOne] = [action(testWebhook), action(sendAgain)];
const reason = "Ticket 7";
const newUrl = () => `https://alerts.example.com/${randomUUID()}`;

async function reload(id: string) {
  const [webhook] = await db.select().from(webhooks).where(eq(webhooks.id, id));
  return webhook!;
}

async function auditOf(id: string) {
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectKind, "webhook"), eq(auditLog.subjectId, id)))
    .orderBy(auditLog.id);
}

async function add(input: Partial<Parameters<typeof addOne>[0]> = {}) {
  const added = await addOne({ url: newUrl(), account: "", kinds: ["seats"], reason, ...input });
  if (!added.ok) throw new Error(added.error.message);
  return added.data;
}

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("add", () => {
  test("to all accounts: its secret is answered once, and stands neither in the audit log nor in the list", async () => {
    const rep = await signInAs("account_rep");
    const url = newUrl();
    const { id, secret } = await add({ url });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await reload(id)).toMatchObject({ url, accountId: null, secret, removedAt: null });

    const audit = await auditOf(id);
    expect(audit).toMatchObject([{ action: "webhook.add", actor: rep.email, accountId: null, reason, before: null }]);
    expect(audit[0]!.after).toEqual({ url, alertsOf: "all accounts", kinds: "Seats" });
    const { rows } = await listWebhooks(db, 1);
    expect(rows.find((row) => row.id === id)).toMatchObject({ url, account: null, last: null });
    expect(JSON.stringify([rows, audit])).not.toContain(secret);
    const told = await listAuditLog(db, AuditLogListing.parse({ action: "webhook.add" }));
    expect(told.rows.find(({ subjectId }) => subjectId === id)).toMatchObject({ subjectName: url });
  });

  test.each(["name", "id"] as const)("to one account, by its %s as somebody types it", async (by) => {
    const account = await createAccount();
    const { id } = await add({ account: by === "name" ? ` ${account.name.toUpperCase()} ` : account.id });
    expect(await reload(id)).toMatchObject({ accountId: account.id });
    expect(await auditOf(id)).toMatchObject([{ accountId: account.id, after: { alertsOf: account.name } }]);
  });

  test("is refused at its field: an unknown or closed account, an invalid address", async () => {
    const closed = await createAccount();
    await db.transaction((tx) => updateAccount(tx, closed.id, { isActive: false, closedAt: new Date() }));
    const before = await db.$count(webhooks);
    expect(await addOne({ url: newUrl(), account: "Nobody & Sons", kinds: ["seats"], reason })).toMatchObject({
      ok: false,
      error: { code: "not_found", fields: { account: ["No account has this name or id."] } },
    });
    expect(await addOne({ url: newUrl(), account: closed.id, kinds: ["seats"], reason })).toMatchObject({
      ok: false,
      error: { code: "precondition_failed", fields: { account: [expect.stringContaining("closed")] } },
    });
    expect(await addOne({ url: "http://alerts.example.com", account: "", kinds: ["seats"], reason })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { url: [expect.stringContaining("https://")] } },
    });
    expect(await addOne({ url: newUrl(), account: "", kinds: ["seats"], reason: " " })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { reason: [expect.any(String)] } },
    });
    expect(await db.$count(webhooks)).toBe(before);
  });

  test("twice, in two tabs at once, adds one; after its removal it may be added again", async () => {
    const account = await createAccount();
    const input = { url: newUrl(), account: account.id, kinds: ["seats" as const], reason };
    const sameUrl = input.url.replace("alerts", "ALERTS");
    const results = await Promise.all([addOne(input), addOne({ ...input, url: sameUrl })]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      error: { code: "conflict", fields: { url: [expect.stringContaining("already")] } },
    });

    const { id } = await add({ ...input, account: "" });
    await removeOne({ webhookId: id, reason });
    expect(await add({ ...input, account: "" })).toMatchObject({ secret: expect.any(String) });
  });
});

describe("remove", () => {
  test("keeps the row without its secret, and is audited", async () => {
    const account = await createAccount();
    const { id } = await add({ account: account.id });
    expect(await removeOne({ webhookId: id, reason })).toMatchObject({ ok: true });
    const removed = await reload(id);
    expect(removed).toMatchObject({ secret: "", removedAt: expect.any(Date) });
    expect((await auditOf(id))[1]).toMatchObject({
      action: "webhook.remove",
      accountId: account.id,
      reason,
      before: { url: removed.url, alertsOf: account.name },
      after: null,
    });
    expect((await listWebhooks(db, 1)).rows.map((row) => row.id)).not.toContain(id);
  });

  test("of one that is removed, in another tab, or never was is refused", async () => {
    const { id } = await add();
    const results = await Promise.all([removeOne({ webhookId: id, reason }), removeOne({ webhookId: id, reason })]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: "conflict" } });
    expect(await auditOf(id)).toHaveLength(2);
    expect(await removeOne({ webhookId: randomUUID(), reason })).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
  });
});

describe("pause and resume", () => {
  test("are audited with before and after, and neither is done twice", async () => {
    const { id } = await add();
    expect(await pauseOne({ webhookId: id, reason })).toMatchObject({
      ok: true,
      confirmation: { facts: [{ name: "paused", before: "no", after: "yes" }] },
    });
    expect((await reload(id)).pausedAt).toBeInstanceOf(Date);
    expect(await pauseOne({ webhookId: id, reason })).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await resumeOne({ webhookId: id, reason })).toMatchObject({ ok: true });
    expect(await resumeOne({ webhookId: id, reason })).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(["webhook.add", "webhook.pause", "webhook.resume"]);
  });
});

test("a paused webhook that is removed is no longer paused, so that its messages are given up", async () => {
  const { id } = await add();
  await pauseOne({ webhookId: id, reason });
  await removeOne({ webhookId: id, reason });
  expect(await reload(id)).toMatchObject({ pausedAt: null, removedAt: expect.any(Date), secret: "" });
});

describe("a test message", () => {
  test("is a delivery of its own that reports no alert", async () => {
    const { id } = await add();
    const done = await testOne({ webhookId: id, reason });
    const deliveryId = done.ok ? done.data.deliveryId : "";
    expect(await findDelivery(db, deliveryId)).toMatchObject({
      type: "webhook.test",
      alert: null,
      account: null,
      payload: { type: "webhook.test", timestamp: expect.any(String), data: { message: expect.any(String) } },
      attemptCount: 0,
      nextAttemptAt: expect.any(Date),
    });
  });

  test("is not sent to a webhook that is paused or removed", async () => {
    const { id } = await add();
    await pauseOne({ webhookId: id, reason });
    const refused = await testOne({ webhookId: id, reason });
    expect(refused).toMatchObject({ ok: false, error: { message: "This webhook is paused. Resume it first." } });
    await removeOne({ webhookId: id, reason });
    expect(await testOne({ webhookId: id, reason })).toMatchObject({ ok: false, error: { code: "conflict" } });
  });
});

describe("sending again", () => {
  test("makes the same message due now, with all of its attempts if they were used up", async () => {
    const { id } = await add();
    const done = await testOne({ webhookId: id, reason });
    const deliveryId = done.ok ? done.data.deliveryId : "";
    const isDelivery = eq(webhookDeliveries.id, deliveryId);
    await db
      .update(webhookDeliveries)
      .set({ deliveredAt: new Date(), nextAttemptAt: null, attemptCount: 10 })
      .where(isDelivery);
    expect(await againOne({ deliveryId, reason })).toMatchObject({ ok: true });
    expect(await findDelivery(db, deliveryId)).toMatchObject({
      deliveredAt: null,
      attemptCount: 0,
      nextAttemptAt: expect.any(Date),
    });

    const later = new Date(Date.now() + 60_000);
    await db.update(webhookDeliveries).set({ nextAttemptAt: later, attemptCount: 3 }).where(isDelivery);
    await againOne({ deliveryId, reason });
    const waiting = await findDelivery(db, deliveryId);
    expect(waiting).toMatchObject({ attemptCount: 3 });
    expect(waiting!.nextAttemptAt!.getTime()).toBeLessThan(later.getTime());
    expect((await auditOf(id)).at(-1)).toMatchObject({
      action: "webhook.send_again",
      after: { type: "webhook.test", message: deliveryId },
    });
  });

  test("is refused for a message that does not exist, and after the webhook was removed", async () => {
    expect(await againOne({ deliveryId: "none", reason })).toMatchObject({ ok: false, error: { code: "not_found" } });
    const { id } = await add();
    const done = await testOne({ webhookId: id, reason });
    await removeOne({ webhookId: id, reason });
    const deliveryId = done.ok ? done.data.deliveryId : "";
    expect(await againOne({ deliveryId, reason })).toMatchObject({ ok: false, error: { code: "conflict" } });
  });
});

test("a webhook names at least one kind of alert, and one that exists", async () => {
  for (const kinds of [[], ["weather"]]) {
    const input = { url: newUrl(), account: "", kinds: kinds as ["seats"], reason };
    expect(await addOne(input)).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  }
});

test("support is refused, and nothing changes", async () => {
  const { id } = await add();
  const before = [await reload(id), await db.$count(webhooks), await db.$count(auditLog)];
  await signInAs("support");
  const forbidden = { ok: false, error: { code: "forbidden" } };
  expect(await addOne({ url: newUrl(), account: "", kinds: ["seats"], reason })).toMatchObject(forbidden);
  expect(await removeOne({ webhookId: id, reason })).toMatchObject(forbidden);
  expect([await reload(id), await db.$count(webhooks), await db.$count(auditLog)]).toEqual(before);
});
