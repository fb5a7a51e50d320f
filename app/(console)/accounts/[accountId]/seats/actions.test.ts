import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { findPlan } from "@/db/queries/plans";
import { countAttach, listSeatDrift } from "@/db/queries/seats";
import { type Account, accounts, auditLog } from "@/db/schema";
import { typedPrice, UnitPrice } from "@/domain/money";
import { attachNumbers, planAttach } from "@/domain/organizations";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { attachOrganizations } from "../organizations/actions";
import { changeSeatPlan } from "./actions";

type Terms = Partial<Pick<Account, "plan" | "planSeatCount" | "freeSeatCount" | "overage">>;

/** What the page shows of an account and of the price that holds. */
async function shownOf(account: Account, planAfter?: string) {
  const { plan, planSeatCount, freeSeatCount, overage, unitPriceCents, usedSeatCount } = await reloadAccount(account);
  const priceOf = async (name: string) => unitPriceCents ?? (await findPlan(db, name))?.unitPriceCents ?? null;
  const prices = { priceBefore: await priceOf(plan), priceAfter: await priceOf(planAfter ?? plan) };
  return { plan, planSeatCount, freeSeatCount, overage, unitPriceCents, used: usedSeatCount, ...prices };
}

/** Saves what stands on the page, but for these terms. */
async function change(account: Account, { unitPrice, ...terms }: Terms & { unitPrice?: string }) {
  const expected = await shownOf(account, terms.plan);
  const unitPriceCents = unitPrice ?? typedPrice(expected.unitPriceCents);
  if (unitPrice !== undefined) {
    expected.priceAfter = UnitPrice.safeParse(unitPrice).data ?? expected.priceAfter;
  }
  return changeSeatPlan({
    accountId: account.id,
    ...expected,
    ...terms,
    unitPriceCents,
    expected,
    reason: "Contract 12",
  });
}

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

    const expected = { ...(await shownOf(account)), priceAfter: 1200 };
    const input = { ...expected, accountId: account.id, unitPriceCents: "", expected, reason: "The usual price" };
    expect(await changeSeatPlan(input)).toMatchObject({ ok: true });
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

  test("that is none is refused at its field", async () => {
    const account = await createUsedAccount();
    expect(await change(account, { unitPrice: "twelve" })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { unitPriceCents: [expect.stringMatching(/12\.50/)] } },
    });
    expect(await reloadAccount(account)).toMatchObject({ unitPriceCents: null });
  });
});

describe("seat cut", () => {
  test("below what is used is refused at Plan seats, names the numbers, and nothing changes", async () => {
    const account = await createUsedAccount();
    expect(await change(account, { planSeatCount: 2 })).toMatchObject({
      ok: false,
      error: {
        code: "precondition_failed",
        fields: { planSeatCount: [expect.stringContaining("3 seats are in use and 2 would be left: over by 1")] },
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
      const plan = planAttach(await reloadAccount(account), await countAttach(db, account.id, [joining.id]), 4);
      const attach = { accountId: account.id, organizationIds: [joining.id], planSeatCount: 4, reason: "Contract 12" };

      const results = await Promise.all([
        change(account, { planSeatCount: 3 }),
        attachOrganizations({ ...attach, expected: attachNumbers(plan) }),
      ]);
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
    const shown = await shownOf(account);
    const stale = [
      { used: 2 },
      { planSeatCount: 2 },
      { overage: "allow" as const },
      { plan: "users-teamm" },
      { unitPriceCents: 900 },
      { priceBefore: 1200 },
      { priceAfter: 1200 },
    ];
    for (const moved of stale) {
      const expected = { ...shown, ...moved };
      const input = { ...shown, accountId: account.id, planSeatCount: 9, unitPriceCents: "", expected, reason: "More" };
      expect(await changeSeatPlan(input)).toMatchObject({ ok: false, error: { code: "preview_changed" } });
    }
    expect(await reloadAccount(account)).toMatchObject({ planSeatCount: 3 });
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
