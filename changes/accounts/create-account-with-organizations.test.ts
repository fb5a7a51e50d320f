import { asc, eq, inArray } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import { organizations } from "@/db/schema/organizations";
import { planNewAccount } from "@/domain/new-account";
import { previewOf } from "@/domain/preview";
import { confirm, see } from "@/test/confirm";
import { createAccount, createOrganization, createUser, reloadAccount, unique } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { attachOrganizations } from "../organizations/attach-organizations";
import { createAccountWithOrganizations } from "./create-account-with-organizations";

/** Ann is in both organizations with a login each, Bo in one; there is a student, and a bot. */
async function createCustomer() {
  const [ann, bo, student, bot] = [
    await createUser({ logins: 2 }),
    await createUser(),
    await createUser({ isStudent: true }),
    await createUser({ isBot: true }),
  ];
  const web = await createOrganization([ann.owners[0]!, bo.owners[0]!, student.owners[0]!]);
  const api = await createOrganization([ann.owners[1]!, bot.owners[0]!]);
  return { web, api, ids: [web.id, api.id] };
}

const asked = (organizationIds: number[], terms: Partial<Terms> = {}) => ({
  name: `Northwind ${unique()}`,
  plan: "users-enterprisem",
  planSeatCount: 2,
  freeSeatCount: 0,
  overage: "block" as const,
  unitPriceCents: null,
  organizationIds,
  ...terms,
});
type Terms = {
  planSeatCount: number;
  freeSeatCount: number;
  overage: "block" | "allow";
  unitPriceCents: number | null;
};

const countNamed = (name: string) => db.$count(accounts, eq(accounts.name, name));
const accountIdsOf = async (ids: number[]) => {
  const rows = await db
    .select({ accountId: organizations.accountId })
    .from(organizations)
    .where(inArray(organizations.id, ids));
  return rows.map(({ accountId }) => accountId);
};

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

test("creates the account with its terms and its organizations, for one reason", async () => {
  const { web, api, ids } = await createCustomer();
  const input = asked(ids, { freeSeatCount: 1, overage: "allow", unitPriceCents: 950 });
  const result = await confirm(createAccountWithOrganizations, input, { reason: "Contract 12" });
  if (!result.ok) throw new Error(result.error.message);

  const { accountId } = result.data;
  expect(await reloadAccount({ id: accountId })).toMatchObject({
    name: input.name,
    planSeatCount: 2,
    freeSeatCount: 1,
    overage: "allow",
    unitPriceCents: 950,
    isActive: true,
    usedSeatCount: 2,
    studentCount: 1,
    botCount: 1,
    organizationCount: 2,
  });
  expect(result.confirmation.message).toBe(`Created ${input.name} with 2 organizations`);
  const rows = await db.select().from(auditLog).where(eq(auditLog.accountId, accountId)).orderBy(asc(auditLog.id));
  const attached = (login: string) => ({
    action: "organization.attach",
    before: { login, account: null, usedSeats: 0 },
    after: { login, account: input.name, usedSeats: 2 },
  });
  expect(rows).toMatchObject([
    {
      action: "account.create",
      before: null,
      after: { name: input.name, planSeats: 2, freeSeats: 1, overage: "allow", totalSeats: 3, ownPriceCents: 950 },
    },
    attached(web.login),
    attached(api.login),
  ]);
  expect(new Set(rows.map(({ changeId }) => changeId))).toEqual(new Set([result.changeId]));
  expect(rows.every(({ reason }) => reason === "Contract 12")).toBe(true);
});

test("counts people once, and what a form works out while someone types confirms it", async () => {
  const { ids } = await createCustomer();
  const { plan } = await see(createAccountWithOrganizations, asked(ids));
  expect(plan).toMatchObject({ neededSeats: 2, overlappingPeople: 1, total: 2, over: 0, refusal: undefined });

  const input = asked(ids, { planSeatCount: 5, unitPriceCents: 700 });
  const typed = planNewAccount({ ...input, planPriceCents: null }, plan);
  expect(typed.monthlyCents).toBe(3_500);
  const result = await confirm(createAccountWithOrganizations, input, { preview: previewOf(typed) });
  expect(result.ok).toBe(true);
});

test("S9: too few seats are refused at their field unless overage is allowed, and nothing is created", async () => {
  const { ids } = await createCustomer();
  const few = asked(ids, { planSeatCount: 1 });
  expect(await confirm(createAccountWithOrganizations, few)).toMatchObject({
    ok: false,
    error: { code: "precondition_failed", fields: { planSeatCount: [expect.stringContaining("Enter 2 plan seats")] } },
  });
  expect(await countNamed(few.name)).toBe(0);
  expect(await accountIdsOf(ids)).toEqual([null, null]);

  expect(await confirm(createAccountWithOrganizations, { ...few, overage: "allow" })).toMatchObject({ ok: true });
});

test("students and bots alone need no seat", async () => {
  const [student, bot] = [await createUser({ isStudent: true }), await createUser({ isBot: true })];
  const { id } = await createOrganization([...student.owners, ...bot.owners]);
  const result = await confirm(createAccountWithOrganizations, asked([id], { planSeatCount: 0 }));
  expect(result).toMatchObject({ ok: true });
});

test("members of whom no one is activated are counted in the preview, and take no seat", async () => {
  const people = [await createUser(), await createUser()];
  const { id } = await createOrganization(
    people.flatMap(({ owners }) => owners),
    { isActivated: false },
  );
  const { plan } = await see(createAccountWithOrganizations, asked([id]));
  expect(plan).toMatchObject({ neededSeats: 0, noneActivated: { members: 2, seats: 2 } });
});

test("an organization that was attached elsewhere meanwhile is refused by name, and nothing is created", async () => {
  const { web, ids } = await createCustomer();
  const input = asked(ids);
  const { preview } = await see(createAccountWithOrganizations, input);
  const other = await createAccount({ planSeatCount: 9 });
  await confirm(attachOrganizations, { accountId: other.id, organizationIds: [web.id], planSeatCount: 9 });

  expect(await confirm(createAccountWithOrganizations, input, { preview })).toMatchObject({
    ok: false,
    error: { code: "conflict", message: `${web.login} is already in ${other.name}.` },
  });
  expect(await countNamed(input.name)).toBe(0);
  expect(await reloadAccount(other)).toMatchObject({ organizationCount: 1, usedSeatCount: 2 });
});

test("two new accounts at once for one organization: one is refused", async () => {
  const { ids } = await createCustomer();
  const [one, other] = [asked(ids), asked(ids)];
  const results = await Promise.all([one, other].map((input) => confirm(createAccountWithOrganizations, input)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await countNamed(one.name)) + (await countNamed(other.name))).toBe(1);
});

test("a name that is taken is refused at the field, and the organizations stay in no account", async () => {
  const { ids } = await createCustomer();
  const { name } = await createAccount();
  expect(await confirm(createAccountWithOrganizations, { ...asked(ids), name })).toMatchObject({
    ok: false,
    error: { code: "conflict", fields: { name: [expect.any(String)] } },
  });
  expect(await accountIdsOf(ids)).toEqual([null, null]);
});

test("S17: refuses when someone joined since the preview", async () => {
  const { web, ids } = await createCustomer();
  const input = asked(ids, { planSeatCount: 9 });
  const { preview } = await see(createAccountWithOrganizations, input);
  const late = await createUser();
  await db
    .insert(memberships)
    .values({ organizationId: web.id, ownerId: late.owners[0]!.id, role: "member", isActivated: true });

  expect(await confirm(createAccountWithOrganizations, input, { preview })).toMatchObject({
    ok: false,
    error: { code: "preview_changed" },
  });
  expect(await countNamed(input.name)).toBe(0);
});

test("a plan that is not sold is refused at the field", async () => {
  const { ids } = await createCustomer();
  expect(await confirm(createAccountWithOrganizations, { ...asked(ids), plan: "users-of-nobody" })).toMatchObject({
    ok: false,
    error: { code: "invalid_input", fields: { plan: [expect.any(String)] } },
  });
});

test("support sees the preview, is refused, and nothing is created", async () => {
  const { ids } = await createCustomer();
  const input = asked(ids);
  await signInAs("support");
  expect(await see(createAccountWithOrganizations, input)).toMatchObject({ plan: { neededSeats: 2 } });
  expect(await confirm(createAccountWithOrganizations, input)).toMatchObject({
    ok: false,
    error: { code: "forbidden" },
  });
  expect(await countNamed(input.name)).toBe(0);
  expect(await accountIdsOf(ids)).toEqual([null, null]);
});
