import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { action } from "@/server/action";
import { createAccount as anyAccount, reloadAccount } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { createAccount } from "./create-account";

const create = action(createAccount);

const unique = () => `Northwind ${crypto.randomUUID()}`;
const asked = { plan: "users-enterprisey", planSeatCount: 90_000, freeSeatCount: 10, reason: "Contract 12" };

async function countNamed(name: string) {
  return db.$count(accounts, eq(accounts.name, name));
}

beforeEach(async () => {
  await signInAs("account_rep");
});

test("creates an active, empty account that blocks overage, and leaves an audit row", async () => {
  const rep = await signInAs("account_rep");
  const name = unique();
  const result = await create({ ...asked, name: `  ${name} ` });
  if (!result.ok) throw new Error(result.error.message);

  const { accountId } = result.data;
  expect(await reloadAccount({ id: accountId })).toMatchObject({
    name,
    plan: "users-enterprisey",
    planSeatCount: 90_000,
    freeSeatCount: 10,
    overage: "block",
    isActive: true,
    usedSeatCount: 0,
    organizationCount: 0,
  });
  expect(await db.select().from(auditLog).where(eq(auditLog.accountId, accountId))).toMatchObject([
    {
      action: "account.create",
      actor: rep.email,
      reason: "Contract 12",
      before: null,
      after: { name, plan: "users-enterprisey", planSeats: 90_000, freeSeats: 10, totalSeats: 90_010 },
    },
  ]);
});

test("an empty account can start with an overage rule and a price of its own", async () => {
  const result = await create({ ...asked, name: unique(), overage: "allow", unitPriceCents: "9.50" });
  if (!result.ok) throw new Error(result.error.message);
  const { accountId } = result.data;
  expect(await reloadAccount({ id: accountId })).toMatchObject({ overage: "allow", unitPriceCents: 950 });
  expect(await db.select().from(auditLog).where(eq(auditLog.accountId, accountId))).toMatchObject([
    { after: { overage: "allow", ownPriceCents: 950 } },
  ]);
});

test("a name that is taken is refused at the field, without case", async () => {
  const { name } = await anyAccount({ name: unique() });
  expect(await create({ ...asked, name: name.toUpperCase() })).toMatchObject({
    ok: false,
    error: { code: "conflict", fields: { name: ["Another account already has this name."] } },
  });
});

test("two at once with one name: one is refused", async () => {
  const name = unique();
  const results = await Promise.all([create({ ...asked, name }), create({ ...asked, name })]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await countNamed(name)).toBe(1);
});

test.each(["users-of-nobody", "users-inappm"])("a plan that is not sold is refused at the field: %s", async (plan) => {
  const name = unique();
  expect(await create({ ...asked, name, plan })).toMatchObject({
    ok: false,
    error: { code: "invalid_input", fields: { plan: [expect.stringContaining(plan)] } },
  });
  expect(await countNamed(name)).toBe(0);
});

test("without a reason nothing is created", async () => {
  const name = unique();
  const result = await create({ ...asked, name, reason: " " });
  expect(result).toMatchObject({
    ok: false,
    error: { code: "invalid_input", fields: { reason: [expect.any(String)] } },
  });
  expect(await countNamed(name)).toBe(0);
});

test("support is refused and nothing is created", async () => {
  const name = unique();
  await signInAs("support");
  expect(await create({ ...asked, name })).toMatchObject({ ok: false, error: { code: "forbidden" } });
  expect(await countNamed(name)).toBe(0);
});
