import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { findPlan, listPlanRows } from "@/db/queries/plans";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { plans } from "@/db/schema/plans";
import { newAccount } from "@/domain/accounts";
import { action } from "@/server/action";
import { confirm, see } from "@/test/confirm";
import { createAccount } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { createAccount as createAccountAtPlan } from "../accounts/create-account";
import { addPlan } from "./add-plan";
import { changePlan } from "./change-plan";

const [add, createNew] = [action(addPlan), action(createAccountAtPlan)];
const reason = "The catalogue of autumn";
const newName = () => `users-${randomUUID()}`;

const terms = {
  title: "Enterprise, large",
  tier: "enterprise",
  billingRate: "annually",
  unitPriceCents: 800,
  isActive: true,
} as const;

async function createPlan(facts: Partial<typeof plans.$inferInsert> = {}) {
  const [plan] = await db
    .insert(plans)
    .values({ name: newName(), ...terms, ...facts })
    .returning();
  return plan!;
}

type Plan = Awaited<ReturnType<typeof createPlan>>;

type Asked = Parameters<typeof changePlan.read>[0];

/** Saves what the dialog shows, but for these terms. */
async function change({ name }: Plan, changed: Partial<Asked>) {
  return confirm(changePlan, { ...(await findPlan(db, name))!, ...changed }, { reason });
}

async function auditOf(name: string) {
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectKind, "plan"), eq(auditLog.subjectId, name)));
}

async function createAccountOn({ name }: Plan, facts: Partial<typeof accounts.$inferInsert> = {}) {
  const account = await createAccount();
  await db
    .update(accounts)
    .set({ plan: name, ...facts })
    .where(eq(accounts.id, account.id));
  return account;
}

beforeEach(async () => {
  await signInAs("admin");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("add", () => {
  test("puts a plan on sale, its price in cents, and is audited", async () => {
    const admin = await signInAs("admin");
    const name = newName();
    expect(await add({ name, ...terms, unitPriceCents: "8.05", reason })).toEqual({
      ok: true,
      data: { name },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });
    expect(await findPlan(db, name)).toEqual({ name, ...terms, unitPriceCents: 805 });
    expect(await auditOf(name)).toMatchObject([
      {
        action: "plan.add",
        accountId: null,
        actor: admin.email,
        reason,
        before: null,
        after: { name, title: "Enterprise, large", unitPriceCents: 805, onSale: true },
      },
    ]);

    await signInAs("account_rep");
    const account = { name: `On ${name}`, plan: name, planSeatCount: 1, freeSeatCount: 0, reason };
    expect(await createNew(account)).toMatchObject({ ok: true });
  });

  test("of a name that there is already is refused at its field", async () => {
    const { name } = await createPlan();
    expect(await add({ name, ...terms, title: "Another", unitPriceCents: "", reason })).toMatchObject({
      ok: false,
      error: { code: "conflict", fields: { name: ["A plan with this name already exists."] } },
    });
    expect(await findPlan(db, name)).toMatchObject({ title: terms.title });
    expect(await auditOf(name)).toEqual([]);
  });
});

describe("change", () => {
  test("of the price is audited with how many accounts it concerns, and nothing that stays", async () => {
    const plan = await createPlan();
    await createAccountOn(plan);
    await createAccountOn(plan, { isActive: false });
    await createAccountOn(plan, { unitPriceCents: 100 });
    await createAccountOn(plan, { isActive: false, closedAt: new Date() });

    expect(await change(plan, { unitPriceCents: "7.50" })).toMatchObject({ ok: true });
    expect(await findPlan(db, plan.name)).toEqual({ ...plan, unitPriceCents: 750 });
    const [row, ...others] = await auditOf(plan.name);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ action: "plan.change", reason });
    expect(row?.before).toEqual({ name: plan.name, unitPriceCents: 800 });
    expect(row?.after).toEqual({ name: plan.name, unitPriceCents: 750, accountsAtThisPrice: 2 });
  });

  test("takes a plan off sale: who has it keeps it, nobody new comes to it", async () => {
    const plan = await createPlan();
    const { id } = await createAccountOn(plan);
    expect(await change(plan, { isActive: false, title: "Enterprise, once" })).toMatchObject({ ok: true });
    expect((await db.select().from(accounts).where(eq(accounts.id, id)))[0]).toMatchObject({ plan: plan.name });
    const account = { name: `Late ${plan.name}`, plan: plan.name, planSeatCount: 1, freeSeatCount: 0, reason };
    expect(await createNew(account)).toMatchObject({
      ok: false,
      error: { fields: { plan: [expect.anything()] } },
    });
  });

  test("to what it is already is refused", async () => {
    const plan = await createPlan();
    expect(await change(plan, {})).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await auditOf(plan.name)).toEqual([]);
  });

  test("of what new accounts start with: it stays on sale", async () => {
    const [plan] = await db.select().from(plans).where(eq(plans.name, newAccount.plan));
    expect(await change(plan!, { isActive: false })).toMatchObject({
      ok: false,
      error: { code: "precondition_failed", fields: { isActive: [expect.stringContaining("stays on sale")] } },
    });
    expect(await findPlan(db, newAccount.plan)).toEqual(plan);
  });

  test("of a plan that somebody else changed meanwhile is refused, and theirs stays", async () => {
    const plan = await createPlan();
    const asked = { ...plan, title: "Enterprise, huge" };
    const shown = await see(changePlan, asked);
    await change(plan, { unitPriceCents: "9", title: "Enterprise, larger" });
    expect(await confirm(changePlan, asked, shown)).toMatchObject({ ok: false, error: { code: "preview_changed" } });
    expect(await findPlan(db, plan.name)).toMatchObject({ unitPriceCents: 900, title: "Enterprise, larger" });
  });

  test("that concerns other accounts than were shown is refused", async () => {
    const plan = await createPlan();
    const asked = { ...plan, unitPriceCents: "9" };
    const shown = await see(changePlan, asked);
    await createAccountOn(plan);
    expect(await confirm(changePlan, asked, shown)).toMatchObject({ ok: false, error: { code: "preview_changed" } });
    expect(await findPlan(db, plan.name)).toEqual(plan);
  });

  test("of a plan that does not exist is refused", async () => {
    expect(await confirm(changePlan, { name: newName(), ...terms })).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
  });

  test("by two admins at once: one is done, one looks again", async () => {
    const plan = await createPlan();
    const asked = ["1", "2"].map((unitPriceCents) => ({ ...plan, unitPriceCents }));
    const shown = await Promise.all(asked.map((one) => see(changePlan, one)));
    const results = await Promise.all(asked.map((one, place) => confirm(changePlan, one, shown[place])));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await auditOf(plan.name)).toHaveLength(1);
  });
});

test.each(["account_rep", "support"] as const)(
  "%s is refused every change of plans, and nothing changes",
  async (role) => {
    const plan = await createPlan();
    await signInAs(role);
    const name = newName();
    const added = await add({ name, ...terms, unitPriceCents: "1", reason });
    expect(added).toMatchObject({ ok: false, error: { code: "forbidden", message: "Only admins can do this." } });
    expect(await change(plan, { unitPriceCents: "1" })).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await findPlan(db, plan.name)).toEqual(plan);
    expect(await findPlan(db, name)).toBeUndefined();
  },
);

test("the list tells how many accounts are on each plan, and for how many its price is theirs", async () => {
  const [plan, empty] = [await createPlan(), await createPlan()];
  await createAccountOn(plan);
  await createAccountOn(plan, { unitPriceCents: 0 });
  await createAccountOn(plan, { isActive: false, closedAt: new Date() });
  const rows = await listPlanRows(db);
  expect(rows.find(({ name }) => name === plan.name)).toEqual({ ...plan, accounts: 3, accountsAtPrice: 1 });
  expect(rows.find(({ name }) => name === empty.name)).toEqual({ ...empty, accounts: 0, accountsAtPrice: 0 });
});
