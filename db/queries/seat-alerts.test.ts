import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { type Account, accounts } from "@/db/schema/accounts";
import { alerts, webhookDeliveries, webhooks } from "@/db/schema/alerts";
import { seatChanges } from "@/db/schema/seats";
import { AlertListing } from "@/domain/input/alerts";
import { createAccount, createOrganization, createUser, type Person } from "@/test/factories";
import { activate, attach, deactivate, detach } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import { auditedTransaction } from "../audited-transaction";
import { hold } from "../locks";
import { updateAccount } from "./accounts";
import { findRaisedAlert, listAlerts } from "./alerts";
import { insertPastAlerts } from "./seat-alerts";

const actor = { kind: "system", job: "test" } as const;

/** Sells other seats, as one change that is audited, or with a blank reason fails. */
function sell(account: Account, planSeatCount: number, reason = "Contract 12") {
  return auditedTransaction(actor, "account.create", async (tx) => {
    await hold(tx, () => ({ accounts: [account.id] }));
    await updateAccount(tx, account.id, { planSeatCount });
    const subject = { subjectKind: "account", subjectId: account.id } as const;
    return { data: undefined, audit: { action: "account.create", accountId: account.id, reason, ...subject } };
  });
}

const people = (count: number) => Promise.all(Array.from({ length: count }, () => createUser()));
const loginsOf = (some: Person[]) => some.flatMap(({ owners }) => owners);

/** With its people activated by no change that anybody was told of. */
async function createUsedAccount(used: number, planSeatCount: number) {
  const account = await createAccount({ planSeatCount });
  await createOrganization(loginsOf(await people(used)), { account });
  return account;
}

async function raisedOf({ id }: Account) {
  const rows = await db
    .select({ threshold: alerts.threshold })
    .from(alerts)
    .where(and(eq(alerts.accountId, id), isNull(alerts.clearedAt)))
    .orderBy(asc(alerts.threshold));
  return rows.map(({ threshold }) => threshold);
}

async function addWebhook(account: Account | null, { isRemoved = false } = {}) {
  const [webhook] = await db
    .insert(webhooks)
    .values({
      accountId: account?.id,
      url: `https://alerts.example.com/${randomUUID()}`,
      secret: "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=",
      removedAt: isRemoved ? new Date() : null,
    })
    .returning();
  return webhook!;
}

async function messagesTo({ id }: { id: string }, account: Account) {
  const rows = await db
    .select({ payload: webhookDeliveries.payload, nextAttemptAt: webhookDeliveries.nextAttemptAt })
    .from(webhookDeliveries)
    .innerJoin(alerts, eq(alerts.id, webhookDeliveries.alertId))
    .where(and(eq(webhookDeliveries.webhookId, id), eq(alerts.accountId, account.id)))
    .orderBy(asc(webhookDeliveries.createdAt));
  return rows;
}

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("an alert", () => {
  test("is raised by the change that reaches it, and cleared by the one that falls clearly below", async () => {
    const account = await createAccount({ planSeatCount: 10 });
    const some = await people(10);
    const web = await createOrganization(loginsOf(some.slice(0, 8)));
    const late = await createOrganization(loginsOf(some.slice(8)), { account, isActivated: false });
    await attach(account, web);
    expect(await raisedOf(account)).toEqual([80]);
    await activate(account, some[8]!);
    expect(await raisedOf(account)).toEqual([80, 90]);
    await activate(account, some[9]!);
    expect(await raisedOf(account)).toEqual([80, 90, 100]);
    await deactivate(account, some[9]!);
    expect(await raisedOf(account)).toEqual([80, 90]);
    await detach(account, web);
    expect(await raisedOf(account)).toEqual([]);
    expect(await db.$count(alerts, eq(alerts.accountId, account.id))).toBe(3);
    await detach(account, late);
  });

  test("is raised and cleared by more or fewer seats too, with the seats that did it", async () => {
    const account = await createUsedAccount(9, 20);
    await sell(account, 10);
    expect(await findRaisedAlert(db, account.id)).toMatchObject({ threshold: 90, reached: { used: 9, total: 10 } });
    await sell(account, 12);
    expect(await raisedOf(account)).toEqual([80]);
    await sell(account, 9);
    expect(await findRaisedAlert(db, account.id)).toMatchObject({ threshold: 100, reached: { used: 9, total: 9 } });
    expect(await raisedOf(account)).toEqual([80, 90, 100]);
    await sell(account, 13);
    expect(await findRaisedAlert(db, account.id)).toBeUndefined();
  });

  test("is one, whatever is done at once", async () => {
    const account = await createAccount({ planSeatCount: 100 });
    const some = await people(4);
    await createOrganization(loginsOf(some), { account, isActivated: false });
    await sell(account, 5);
    await Promise.allSettled(some.map((person) => activate(account, person)));
    for (const person of some) await activate(account, person);
    expect(await raisedOf(account)).toEqual([80]);
    expect(await db.$count(alerts, eq(alerts.accountId, account.id))).toBe(1);
  });

  test("is neither raised nor told of by a change that is undone", async () => {
    const account = await createUsedAccount(9, 20);
    const webhook = await addWebhook(account);
    await expect(sell(account, 9, " ")).rejects.toThrow();
    expect(await raisedOf(account)).toEqual([]);
    expect(await messagesTo(webhook, account)).toEqual([]);
  });
});

describe("a message", () => {
  test("goes to the account's own webhooks and to those of all, once a change, and to no other", async () => {
    const [account, other] = [await createUsedAccount(9, 20), await createAccount()];
    const [own, every] = [await addWebhook(account), await addWebhook(null)];
    const otherKinds = await addWebhook(account);
    // A kind of later days, as the column takes it.
    await db.execute(sql`update webhooks set kinds = '{weather}' where id = ${otherKinds.id}`);
    const strangers = [await addWebhook(other), await addWebhook(account, { isRemoved: true }), otherKinds];
    await sell(account, 8);
    await sell(account, 9);
    await sell(account, 20);

    for (const webhook of [own, every]) {
      const messages = await messagesTo(webhook, account);
      expect(messages.map(({ payload }) => payload)).toMatchObject([
        {
          type: "seat_alert.raised",
          timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
          data: {
            account_id: account.id,
            account_name: account.name,
            threshold_percent: 100,
            used_seats: 9,
            total_seats: 8,
            is_over: true,
            over_by: 1,
          },
        },
        { type: "seat_alert.cleared", data: { threshold_percent: 80, used_seats: 9, total_seats: 20, is_over: false } },
      ]);
      expect(messages.every(({ nextAttemptAt }) => nextAttemptAt !== null && nextAttemptAt <= new Date())).toBe(true);
    }
    for (const webhook of strangers) expect(await messagesTo(webhook, account)).toEqual([]);
    await db.update(webhooks).set({ removedAt: new Date() }).where(eq(webhooks.id, every.id));
  });
});

describe("the list", () => {
  const list = async (account: Account, asked: object = {}) =>
    listAlerts(db, AlertListing.parse({ q: account.name, ...asked }));

  test("tells the highest alert raised of an account, each one cleared, and the seats then and now", async () => {
    const account = await createUsedAccount(9, 20);
    await sell(account, 9);
    await sell(account, 8);
    const raised = await list(account);
    expect(raised.total).toBe(1);
    expect(raised.rows).toMatchObject([
      { account: { id: account.id }, threshold: 100, reached: { used: 9, total: 9 }, now: { used: 9, total: 8 } },
    ]);

    await sell(account, 11);
    expect((await list(account)).rows).toMatchObject([{ threshold: 80, clearedAt: null }]);
    const cleared = await list(account, { status: "cleared" });
    expect(cleared.rows.map(({ threshold }) => threshold).toSorted()).toEqual([100, 90]);
    expect(cleared.rows.every(({ clearedAt }) => clearedAt !== null)).toBe(true);
    expect((await list(account, { status: "all" })).total).toBe(3);
    expect((await list(account, { q: account.id })).total).toBe(1);
    expect((await list(account, { q: "no such account" })).total).toBe(0);
  });
});

test("a past that is written after the fact has its alerts from the days on which they were reached", async () => {
  const account = await createUsedAccount(9, 10);
  const past = [
    { usedSeatCount: 7, totalSeatCount: 10, at: new Date("2025-01-01T00:00:00Z") },
    { usedSeatCount: 8, totalSeatCount: 10, at: new Date("2025-02-01T00:00:00Z") },
    { usedSeatCount: 9, totalSeatCount: 10, at: new Date("2025-03-01T00:00:00Z") },
  ];
  await db.insert(seatChanges).values(past.map((change) => ({ accountId: account.id, ...change })));
  await db.transaction((tx) => insertPastAlerts(tx, [account.id]));
  const rows = await db.select().from(alerts).where(eq(alerts.accountId, account.id)).orderBy(asc(alerts.threshold));
  expect(rows).toMatchObject([
    { threshold: 80, usedSeatCount: 8, raisedAt: past[1]!.at, clearedAt: null },
    { threshold: 90, usedSeatCount: 9, raisedAt: past[2]!.at, clearedAt: null },
  ]);
  expect(await db.$count(accounts, eq(accounts.id, account.id))).toBe(1);
});
