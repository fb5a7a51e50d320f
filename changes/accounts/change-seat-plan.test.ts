import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { findPlan } from "@/db/queries/plans";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { type Account, accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import { plans } from "@/db/schema/plans";
import { planSeatChange } from "@/domain/accounts";
import { UnitPrice } from "@/domain/input/fields";
import { typedPrice } from "@/domain/money";
import { previewOf } from "@/domain/preview";
import { confirm, see } from "@/test/confirm";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { activate, attach, detach } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import { changeSeatPlan } from "./change-seat-plan";

type Terms = Partial<Pick<Account, "plan" | "planSeatCount" | "freeSeatCount" | "overage" | "isAutoActivating">>;
type Changed = Terms & { unitPrice?: string };

/** What stands on the page, but for these terms. */
async function asked(account: Account, { unitPrice, ...changed }: Changed = {}) {
  const { plan, planSeatCount, freeSeatCount, overage, unitPriceCents } = await reloadAccount(account);
  const terms = {
    plan,
    planSeatCount,
    freeSeatCount,
    overage,
    unitPriceCents: unitPrice ?? typedPrice(unitPriceCents),
  };
  return { accountId: account.id, ...terms, ...changed };
}

const change = async (account: Account, changed: Changed, seen: { preview?: string } = {}) =>
  confirm(changeSeatPlan, await asked(account, changed), seen);

/** With three people, each in one organization of it. */
async function createUsedAccount(terms: Terms = {}) {
  const account = await createAccount({ planSeatCount: 3, ...terms });
  const people = [await createUser(), await createUser(), await createUser()];
  await createOrganization(
    people.flatMap(({ owners }) => owners),
    { account },
  );
  return account;
}

async function auditOf({ id }: Account) {
  return db.select().from(auditLog).where(eq(auditLog.accountId, id));
}

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

test("saves the plan, far above 32,767 seats, and audits each value that changed", async () => {
  const rep = await signInAs("account_rep");
  const account = await createUsedAccount();
  const terms = { plan: "users-enterprisey", planSeatCount: 250_000, freeSeatCount: 40_000, overage: "allow" } as const;

  expect(await change(account, terms)).toEqual({
    ok: true,
    data: { used: 3, total: 290_000, available: 289_997, over: 0 },
    changeId: expect.any(String),
    confirmation: expect.any(Object),
  });
  expect(await reloadAccount(account)).toMatchObject(terms);
  expect(await auditOf(account)).toMatchObject([
    {
      action: "seats.change",
      actor: rep.email,
      reason: "Contract 12",
      before: { plan: "users-enterprisem", planSeats: 3, freeSeats: 0, overage: "block", totalSeats: 3 },
      after: {
        plan: "users-enterprisey",
        planSeats: 250_000,
        freeSeats: 40_000,
        overage: "allow",
        totalSeats: 290_000,
      },
    },
  ]);
});

test("a form that weighs again in the browser, at every key, comes to the word of the change", async () => {
  const account = await createUsedAccount({ plan: "users-pr-inappm" });
  const terms = await reloadAccount(account);
  const priceOf = async (plan: string) => (await findPlan(db, plan))?.unitPriceCents ?? null;
  for (const changed of [{ planSeatCount: 1 }, { plan: "users-enterprisem" }, { unitPrice: "9.50" }]) {
    const { unitPrice, ...typed } = { unitPrice: "", ...changed };
    const next = { ...terms, ...typed, unitPriceCents: UnitPrice.parse(unitPrice) };
    const inBrowser = planSeatChange(
      { ...terms, planPriceCents: await priceOf(terms.plan) },
      { ...next, planPriceCents: await priceOf(next.plan) },
      3,
    );
    const { plan, preview } = await see(changeSeatPlan, await asked(account, changed));
    expect(inBrowser).toEqual(plan);
    expect(previewOf(inBrowser)).toBe(preview);
  }
});

test("audits nothing that did not change", async () => {
  const account = await createUsedAccount();
  await change(account, { planSeatCount: 5 });
  const [row] = await auditOf(account);
  expect(row?.before).toEqual({ planSeats: 3, totalSeats: 3 });
  expect(row?.after).toEqual({ planSeats: 5, totalSeats: 5 });
});

describe("unit price", () => {
  test("of the account's own is saved in cents and audited; left blank again, the plan's holds", async () => {
    const account = await createUsedAccount({ plan: "users-pr-inappm" });
    expect(await change(account, { unitPrice: "9.50" })).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({ unitPriceCents: 950, planSeatCount: 3 });

    expect(await change(account, { unitPrice: "" })).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({ unitPriceCents: null });
    expect(await auditOf(account)).toMatchObject([
      { action: "seats.change", before: { ownPriceCents: null }, after: { ownPriceCents: 950 } },
      { action: "seats.change", before: { ownPriceCents: 950 }, after: { ownPriceCents: null } },
    ]);
  });

  test("stays while seats are changed", async () => {
    const account = await createUsedAccount();
    await change(account, { unitPrice: "0" });
    expect(await change(account, { planSeatCount: 5 })).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({ unitPriceCents: 0, planSeatCount: 5 });
  });

  test("that is not a price is refused at its field", async () => {
    const account = await createUsedAccount();
    expect(await change(account, { unitPrice: "twelve" })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { unitPriceCents: [expect.stringMatching(/12\.50/)] } },
    });
    expect(await reloadAccount(account)).toMatchObject({ unitPriceCents: null });
  });
});

describe("auto-activate", () => {
  /** Three of three seats used; two people wait, Early the longer. */
  async function createWaiting() {
    const account = await createUsedAccount();
    await db.update(accounts).set({ isAutoActivating: true }).where(eq(accounts.id, account.id));
    const [late, early] = [await createUser({ name: "Late" }), await createUser({ name: "Early" })];
    const organization = await createOrganization([...late.owners, ...early.owners], { account, isActivated: false });
    const inIt = eq(memberships.organizationId, organization.id);
    await db.update(memberships).set({ waitingSince: new Date() }).where(inIt);
    const long = eq(memberships.ownerId, early.owners[0]!.id);
    await db
      .update(memberships)
      .set({ createdAt: new Date("2020-01-01") })
      .where(and(inIt, long));
    const standing = async () => {
      const rows = await db.select().from(memberships).where(inIt).orderBy(memberships.ownerId);
      return rows.map(({ isActivated, waitingSince }) =>
        isActivated ? "activated" : waitingSince ? "waits" : "rests",
      );
    };
    return { account, organization, early, standing };
  }

  test("is switched on and off, and audited; who does not ask for it leaves it alone", async () => {
    const account = await createUsedAccount();
    expect(await change(account, { isAutoActivating: true })).toMatchObject({ ok: true });
    expect(await change(account, { planSeatCount: 4 })).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({ isAutoActivating: true });
    expect(await change(account, { isAutoActivating: false })).toMatchObject({ ok: true });
    const facts = (await auditOf(account)).map(({ before, after }) => [before, after]);
    expect(facts).toEqual([
      [{ autoActivate: false }, { autoActivate: true }],
      [
        { planSeats: 3, totalSeats: 3 },
        { planSeats: 4, totalSeats: 4 },
      ],
      [{ autoActivate: true }, { autoActivate: false }],
    ]);
  });

  test("raised seats go to those who wait, the longest member first, each with a row in the audit log", async () => {
    const { account, early, standing } = await createWaiting();
    const { plan } = await see(changeSeatPlan, await asked(account, { planSeatCount: 4 }));
    expect(plan).toMatchObject({ waiting: { activated: 1, leftOut: 1 }, after: { used: 4, available: 0 } });
    expect(await change(account, { planSeatCount: 4 })).toMatchObject({ ok: true, data: { used: 4, total: 4 } });
    expect(await standing()).toEqual(["waits", "activated"]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 4 });
    expect(await auditOf(account)).toMatchObject([
      { action: "seats.change", after: { planSeats: 4, waitingActivated: 1, waitingLeftOut: 1 } },
      { action: "person.activate", subjectId: String(early.id), before: { activatedIn: null, usedSeats: 3 } },
    ]);
  });

  test("is refused when somebody came to wait since the preview", async () => {
    const { account, organization, standing } = await createWaiting();
    const inIt = eq(memberships.organizationId, organization.id);
    await db.update(memberships).set({ waitingSince: null }).where(inIt);
    const seen = await see(changeSeatPlan, await asked(account, { planSeatCount: 9 }));
    await db.update(memberships).set({ waitingSince: new Date() }).where(inIt);
    const result = await change(account, { planSeatCount: 9 }, seen);
    expect(result).toMatchObject({ ok: false, error: { code: "preview_changed" } });
    expect(await standing()).toEqual(["waits", "waits"]);
  });

  test("switched off, nobody waits any longer and nobody is activated", async () => {
    const { account, standing } = await createWaiting();
    expect(await change(account, { planSeatCount: 9, isAutoActivating: false })).toMatchObject({ ok: true });
    expect(await standing()).toEqual(["rests", "rests"]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3 });
  });

  test("an inactive account lets them wait on", async () => {
    const { account, standing } = await createWaiting();
    await db.update(accounts).set({ isActive: false }).where(eq(accounts.id, account.id));
    expect(await change(account, { planSeatCount: 9 })).toMatchObject({ ok: true, data: { used: 3 } });
    expect(await standing()).toEqual(["waits", "waits"]);
  });

  test("an organization that is detached is waited in no longer", async () => {
    const { account, organization, standing } = await createWaiting();
    expect(await detach(account, organization)).toMatchObject({ ok: true });
    expect(await standing()).toEqual(["rests", "rests"]);
  });

  test("an activation by hand ends the waiting", async () => {
    const { account, early, standing } = await createWaiting();
    await db.update(accounts).set({ planSeatCount: 9 }).where(eq(accounts.id, account.id));
    expect(await activate(account, early)).toMatchObject({ ok: true });
    expect(await standing()).toEqual(["waits", "activated"]);
  });
});

describe("seat cut", () => {
  test("below what is used is refused at Plan seats, names the numbers, and nothing changes", async () => {
    const account = await createUsedAccount();
    expect(await change(account, { planSeatCount: 2 })).toMatchObject({
      ok: false,
      error: {
        code: "precondition_failed",
        fields: { planSeatCount: [expect.stringContaining("3 seats are in use, so a total of 2 would be over by 1")] },
      },
    });
    expect(await reloadAccount(account)).toMatchObject({ planSeatCount: 3 });
    expect(await auditOf(account)).toEqual([]);
  });

  test("below what is used is made, and leaves the account over, where overage is allowed after it", async () => {
    const account = await createUsedAccount();
    expect(await change(account, { planSeatCount: 1, overage: "allow" })).toMatchObject({
      ok: true,
      data: { over: 2, available: 0 },
    });
  });

  test("while over, allow turns into block, and seats may be raised though not far enough", async () => {
    const account = await createUsedAccount({ planSeatCount: 1, overage: "allow" });
    expect(await change(account, { overage: "block" })).toMatchObject({ ok: true, data: { over: 2 } });
    expect(await change(account, { planSeatCount: 2 })).toMatchObject({ ok: true, data: { over: 1 } });
    expect(await change(account, { planSeatCount: 1 })).toMatchObject({ ok: false });
  });

  test("and an attach at the same moment: one is refused and the pool is never oversold", async () => {
    for (let round = 0; round < 5; round++) {
      const account = await createUsedAccount({ planSeatCount: 4 });
      const joining = await createOrganization((await createUser()).owners);
      const results = await Promise.all([change(account, { planSeatCount: 3 }), attach(account, joining)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      const { usedSeatCount, planSeatCount } = await reloadAccount(account);
      expect(usedSeatCount).toBe(planSeatCount);
    }
  });
});

describe("refused, and nothing changes", () => {
  test("when nothing would change", async () => {
    const account = await createUsedAccount();
    expect(await change(account, {})).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await auditOf(account)).toEqual([]);
  });

  test("when the facts moved since the page was shown", async () => {
    const account = await createUsedAccount();
    const more = { planSeatCount: 9, isAutoActivating: false };
    const moves = [
      { planSeatCount: 2 },
      { freeSeatCount: 1 },
      { overage: "allow" as const },
      { plan: "users-teamm" },
      { unitPriceCents: 900 },
      { isAutoActivating: true },
    ];
    for (const moved of moves) {
      const input = await asked(account, more);
      const { preview } = await see(changeSeatPlan, input);
      const before = await reloadAccount(account);
      await db.update(accounts).set(moved).where(eq(accounts.id, account.id));
      expect(await confirm(changeSeatPlan, input, { preview })).toMatchObject({
        ok: false,
        error: { code: "preview_changed" },
      });
      await db.update(accounts).set(before).where(eq(accounts.id, account.id));
    }
    expect(await reloadAccount(account)).toMatchObject({ planSeatCount: 3 });
  });

  test("when the price of the plan moved since the page was shown", async () => {
    const account = await createUsedAccount({ plan: "users-pr-inappm" });
    const input = await asked(account, { planSeatCount: 9 });
    const { preview } = await see(changeSeatPlan, input);
    const { unitPriceCents } = (await findPlan(db, account.plan))!;
    await db.update(plans).set({ unitPriceCents: 1 }).where(eq(plans.name, account.plan));
    const result = await confirm(changeSeatPlan, input, { preview });
    await db.update(plans).set({ unitPriceCents }).where(eq(plans.name, account.plan));
    expect(result).toMatchObject({ ok: false, error: { code: "preview_changed" } });
  });

  test("when the account is closed, while an inactive one may still change", async () => {
    const account = await createAccount({ isActive: false });
    expect(await change(account, { planSeatCount: 2 })).toMatchObject({ ok: true });
    await db.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, account.id));
    expect(await change(account, { planSeatCount: 3 })).toMatchObject({
      ok: false,
      error: { code: "precondition_failed", message: "This account is closed. Reopen it first." },
    });
    expect(await reloadAccount(account)).toMatchObject({ planSeatCount: 2 });
  });

  test("when the plan is sold no longer, unless the account has it already", async () => {
    const account = await createUsedAccount();
    expect(await change(account, { plan: "users-inappm" })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { plan: [expect.any(String)] } },
    });
    await db.update(accounts).set({ plan: "users-inappm" }).where(eq(accounts.id, account.id));
    expect(await change(account, { planSeatCount: 4 })).toMatchObject({ ok: true });
  });

  test("for support", async () => {
    const account = await createUsedAccount();
    await signInAs("support");
    const asked = { planSeatCount: 9, unitPrice: "1" };
    expect(await change(account, asked)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await reloadAccount(account)).toMatchObject({ planSeatCount: 3, unitPriceCents: null });
  });
});
