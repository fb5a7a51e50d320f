import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { db } from "./client";
import { accounts } from "./schema/accounts";
import { auditLog } from "./schema/audit-log";
import { memberships } from "./schema/memberships";
import { organizations } from "./schema/organizations";
import { owners, users } from "./schema/people";
import { accountUsers } from "./schema/seats";
import { staff } from "./schema/staff";

const setAccount = async (facts: Partial<typeof accounts.$inferInsert>) => {
  const { id } = await createAccount();
  await db.update(accounts).set(facts).where(eq(accounts.id, id));
};

const removeOrganization = async (facts: Parameters<typeof createOrganization>[1]) => {
  const { id } = await createOrganization([], facts);
  await db.update(organizations).set({ removedAt: new Date() }).where(eq(organizations.id, id));
};

const audit = (reason: string) => {
  const row = { changeId: randomUUID(), action: "account.rename", actor: "tester" } as const;
  return db.insert(auditLog).values({ ...row, subjectKind: "account", subjectId: "1", reason });
};

async function ledgerRow(organizationIds: number[]) {
  const [account, person] = [await createAccount(), await createUser()];
  const row = { accountId: account.id, userId: person.id, kind: "seat" as const, nameKey: "person" };
  await db.insert(accountUsers).values({ ...row, organizationIds });
}

/** A row that the database takes, and beside it the one that it must not, refused by this constraint. */
const cases: { what: string; by: string; taken: () => Promise<unknown>; refused: () => Promise<unknown> }[] = [
  {
    what: "two organizations with one login, without case",
    by: "organizations_login_key",
    taken: () => createOrganization([], { login: "Web" }),
    refused: () => createOrganization([], { login: "wEB" }),
  },
  {
    what: "a removed organization in an account",
    by: "organizations_removed_check",
    taken: () => removeOrganization({}),
    refused: async () => removeOrganization({ account: await createAccount() }),
  },
  {
    what: "a removed organization with an id",
    by: "organizations_removed_check",
    taken: () => removeOrganization({}),
    refused: () => removeOrganization({ serviceId: "organization 2" }),
  },
  {
    what: "two organizations with one id of their host",
    by: "organizations_service_id_key",
    taken: () => createOrganization([], { serviceId: "organization 1" }),
    refused: () => createOrganization([], { serviceId: "organization 1" }),
  },
  {
    what: "two owners with one login, without case",
    by: "owners_login_key",
    taken: () => createUser({ login: "Ann" }),
    refused: () => createUser({ login: "aNN" }),
  },
  {
    what: "two owners with one id of their host",
    by: "owners_service_id_key",
    taken: () => createUser({ serviceId: "owner 1" }),
    refused: () => createUser({ serviceId: "owner 1" }),
  },
  {
    what: "an owner with neither login nor id",
    by: "owners_identity_check",
    taken: () => createUser({ login: null, serviceId: "owner 2" }),
    refused: () => createUser({ login: null }),
  },
  {
    what: "two accounts with one name, without case",
    by: "accounts_name_key",
    taken: () => createAccount({ name: "Acme" }),
    refused: () => setAccount({ name: "ACME" }),
  },
  {
    what: "plan seats below zero",
    by: "accounts_plan_seat_count_check",
    taken: () => setAccount({ planSeatCount: 0 }),
    refused: () => setAccount({ planSeatCount: -1 }),
  },
  {
    what: "free seats below zero",
    by: "accounts_free_seat_count_check",
    taken: () => setAccount({ freeSeatCount: 0 }),
    refused: () => setAccount({ freeSeatCount: -1 }),
  },
  {
    what: "students below zero",
    by: "accounts_student_count_check",
    taken: () => setAccount({ studentCount: 40_000 }),
    refused: () => setAccount({ studentCount: -1 }),
  },
  {
    what: "bots below zero",
    by: "accounts_bot_count_check",
    taken: () => setAccount({ botCount: 40_000 }),
    refused: () => setAccount({ botCount: -1 }),
  },
  {
    what: "used seats below zero",
    by: "accounts_used_seat_count_check",
    taken: () => setAccount({ usedSeatCount: 0 }),
    refused: () => setAccount({ usedSeatCount: -1 }),
  },
  {
    what: "more used seats than the organizations have seat-takers",
    by: "accounts_used_seat_count_check",
    taken: () => setAccount({ usedSeatCount: 40_000, organizationSeatCount: 40_000 }),
    refused: () => setAccount({ usedSeatCount: 2, organizationSeatCount: 1 }),
  },
  {
    what: "a closed account that uses seats",
    by: "accounts_closed_check",
    taken: () => setAccount({ closedAt: new Date(), isActive: false }),
    refused: () => setAccount({ closedAt: new Date(), isActive: false, usedSeatCount: 1, organizationSeatCount: 1 }),
  },
  {
    what: "a closed account with students",
    by: "accounts_closed_check",
    taken: () => setAccount({ isActive: false, studentCount: 1 }),
    refused: () => setAccount({ closedAt: new Date(), isActive: false, studentCount: 1 }),
  },
  {
    what: "a closed account with bots",
    by: "accounts_closed_check",
    taken: () => setAccount({ isActive: false, botCount: 1 }),
    refused: () => setAccount({ closedAt: new Date(), isActive: false, botCount: 1 }),
  },
  {
    what: "a closed account with an organization",
    by: "accounts_closed_check",
    taken: () => setAccount({ isActive: false, organizationCount: 1 }),
    refused: () => setAccount({ closedAt: new Date(), isActive: false, organizationCount: 1 }),
  },
  {
    what: "a closed account that is active",
    by: "accounts_closed_check",
    taken: () => setAccount({ isActive: true }),
    refused: () => setAccount({ closedAt: new Date(), isActive: true }),
  },
  {
    what: "an organization in an account without the time since when",
    by: "organizations_attached_check",
    taken: async () => createOrganization([], { account: await createAccount() }),
    refused: async () => {
      const organization = await createOrganization([], { account: await createAccount() });
      await db.update(organizations).set({ attachedAt: null }).where(eq(organizations.id, organization.id));
    },
  },
  {
    what: "a person merged into themselves",
    by: "users_merged_check",
    taken: async () => {
      const [person, other] = [await createUser(), await createUser()];
      await db.update(users).set({ mergedIntoId: other.id }).where(eq(users.id, person.id));
    },
    refused: async () => {
      const { id } = await createUser();
      await db.update(users).set({ mergedIntoId: id }).where(eq(users.id, id));
    },
  },
  {
    what: "a person merged into nobody",
    by: "users_merged_into_id_users_id_fk",
    taken: async () => createUser(),
    refused: async () => {
      const { id } = await createUser();
      await db
        .update(users)
        .set({ mergedIntoId: id + 1_000_000 })
        .where(eq(users.id, id));
    },
  },
  {
    what: "a login twice in one organization",
    by: "memberships_pkey",
    taken: async () => createOrganization((await createUser({ logins: 2 })).owners),
    refused: async () => {
      const { owners } = await createUser();
      const { id } = await createOrganization(owners);
      await db.insert(memberships).values({ organizationId: id, ownerId: owners[0]!.id, role: "member" });
    },
  },
  {
    what: "a person twice in the ledger of an account",
    by: "account_users_pkey",
    taken: () => ledgerRow([1]),
    refused: async () => {
      const [account, person] = [await createAccount(), await createUser()];
      const row = { accountId: account.id, userId: person.id, kind: "seat" as const, nameKey: "person" };
      await db.insert(accountUsers).values(Array(2).fill({ ...row, organizationIds: [1] }));
    },
  },
  {
    what: "somebody in the ledger who is activated nowhere",
    by: "account_users_organization_count_check",
    taken: () => ledgerRow([1, 2]),
    refused: () => ledgerRow([]),
  },
  {
    what: "two of the staff with one e-mail, without case",
    by: "staff_email_key",
    taken: () => db.insert(staff).values({ email: "ann@staff.example", role: "support" }),
    refused: () => db.insert(staff).values({ email: "Ann@Staff.example", role: "admin" }),
  },
  {
    what: "half of an identity",
    by: "staff_identity_check",
    taken: () => db.insert(staff).values({ email: "bo@staff.example", role: "support", provider: "a", subject: "b" }),
    refused: () => db.insert(staff).values({ email: "cy@staff.example", role: "support", provider: "a" }),
  },
  {
    what: "a blank reason",
    by: "audit_log_reason_check",
    taken: () => audit("Contract 12"),
    refused: () => audit("  "),
  },
];

describe("the database itself refuses", () => {
  test.each(cases)("$what", async ({ by, taken, refused }) => {
    await taken();
    await expect(refused()).rejects.toMatchObject({ cause: { constraint_name: by } });
  });

  test("to lose a person who still has a login, or an account that still has an organization", async () => {
    const person = await createUser();
    const account = await createAccount();
    await createOrganization(person.owners, { account });
    await expect(db.delete(users).where(eq(users.id, person.id))).rejects.toMatchObject({ cause: { code: "23503" } });
    await expect(db.delete(accounts).where(eq(accounts.id, account.id))).rejects.toMatchObject({
      cause: { code: "23503" },
    });
  });
});

test("one login may exist on two hosts", async () => {
  const person = await createUser({ login: "everywhere" });
  await db.insert(owners).values({ userId: person.id, service: "gitlab", login: "Everywhere" });
  await db.insert(organizations).values([
    { service: "github", login: "everywhere" },
    { service: "bitbucket", login: "Everywhere" },
  ]);
  expect(await db.$count(owners, eq(owners.userId, person.id))).toBe(2);
});

test("counts go far beyond the 32,767 of a small integer", async () => {
  const { id } = await createAccount({ planSeatCount: 2_000_000, freeSeatCount: 1_000_000 });
  const facts = { usedSeatCount: 2_500_000, organizationSeatCount: 9_000_000, studentCount: 70_000, botCount: 70_000 };
  await db.update(accounts).set(facts).where(eq(accounts.id, id));
  const [stored] = await db.select().from(accounts).where(eq(accounts.id, id));
  expect(stored).toMatchObject(facts);
});
