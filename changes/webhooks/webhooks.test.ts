import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { updateAccount } from "@/db/queries/accounts";
import { listAuditLog } from "@/db/queries/audit-log";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { listWebhooks } from "@/db/queries/webhooks";
import { webhooks } from "@/db/schema/alerts";
import { auditLog } from "@/db/schema/audit-log";
import { AuditLogListing } from "@/domain/input/audit-log";
import { action } from "@/server/action";
import { createAccount } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { addWebhook } from "./add-webhook";
import { removeWebhook } from "./remove-webhook";

const [addOne, removeOne] = [action(addWebhook), action(removeWebhook)];
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
  const added = await addOne({ url: newUrl(), account: "", reason, ...input });
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
    expect(audit[0]!.after).toEqual({ url, alertsOf: "all accounts" });
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
    expect(await addOne({ url: newUrl(), account: "Nobody & Sons", reason })).toMatchObject({
      ok: false,
      error: { code: "not_found", fields: { account: ["No account has this name or id."] } },
    });
    expect(await addOne({ url: newUrl(), account: closed.id, reason })).toMatchObject({
      ok: false,
      error: { code: "precondition_failed", fields: { account: [expect.stringContaining("closed")] } },
    });
    expect(await addOne({ url: "http://alerts.example.com", account: "", reason })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { url: [expect.stringContaining("https://")] } },
    });
    expect(await addOne({ url: newUrl(), account: "", reason: " " })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { reason: [expect.any(String)] } },
    });
    expect(await db.$count(webhooks)).toBe(before);
  });

  test("twice, in two tabs at once, adds one; after its removal it may be added again", async () => {
    const account = await createAccount();
    const input = { url: newUrl(), account: account.id, reason };
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

test("support is refused, and nothing changes", async () => {
  const { id } = await add();
  const before = [await reload(id), await db.$count(webhooks), await db.$count(auditLog)];
  await signInAs("support");
  const forbidden = { ok: false, error: { code: "forbidden" } };
  expect(await addOne({ url: newUrl(), account: "", reason })).toMatchObject(forbidden);
  expect(await removeOne({ webhookId: id, reason })).toMatchObject(forbidden);
  expect([await reload(id), await db.$count(webhooks), await db.$count(auditLog)]).toEqual(before);
});
