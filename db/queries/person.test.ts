import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { formerMemberships, memberships } from "@/db/schema/memberships";
import { organizations } from "@/db/schema/organizations";
import { formerLogins, owners, users } from "@/db/schema/people";
import { accountUsers } from "@/db/schema/seats";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { listFormerMembershipsOf } from "./former-memberships";
import { findMergedInto, listAccountsOf, listLoginsOf, listMembershipsOf } from "./person";

describe("the logins of a person", () => {
  test("come with their former names, the latest first, and with everyone's word on their marks", async () => {
    const person = await createUser({ logins: 2, isStudent: true });
    const [one, two] = person.owners.toSorted((a, b) => a.login!.localeCompare(b.login!));
    await createUser();
    await db.insert(formerLogins).values([
      { ownerId: one!.id, login: "first-name", until: new Date("2025-01-01") },
      { ownerId: one!.id, login: "second-name", until: new Date("2026-01-01") },
    ]);
    await db.update(owners).set({ isStudentByStaff: false, isKnownBot: true }).where(eq(owners.id, two!.id));

    expect(await listLoginsOf(db, person.id)).toMatchObject([
      {
        name: one!.login,
        formerLogins: [{ login: "second-name", until: new Date("2026-01-01") }, { login: "first-name" }],
        student: { isSet: true, byStaff: null, byImport: true },
        bot: { isSet: false, isKnown: false, byImport: null },
      },
      {
        name: two!.login,
        formerLogins: [],
        student: { isSet: false, byStaff: false, byImport: true },
        bot: { isSet: true, byStaff: null, isKnown: true },
      },
    ]);
  });

  test("one whose name went to someone else is shown by its former name and id", async () => {
    const { id, owners: logins } = await createUser({ serviceId: "person-5" });
    await db.update(owners).set({ login: null }).where(eq(owners.id, logins[0]!.id));
    await db.insert(formerLogins).values({ ownerId: logins[0]!.id, login: "bob" });
    expect(await listLoginsOf(db, id)).toMatchObject([{ name: "formerly bob (id person-5)" }]);
  });
});

describe("the memberships of a person", () => {
  test("are those of all their logins, in accounts or not, by organization", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const { id, owners: logins } = await createUser({ logins: 2 });
    const other = await createUser();
    const free = await createOrganization([logins[0]!], { login: "b-membership", isActivated: false });
    const shared = await createOrganization([...logins, ...other.owners], { login: "A-membership", account });
    await db
      .update(organizations)
      .set({ importedAt: new Date("2026-02-03") })
      .where(eq(organizations.id, shared.id));
    await db.update(memberships).set({ role: "admin" }).where(eq(memberships.ownerId, logins[1]!.id));

    const { rows, total } = await listMembershipsOf(db, id, 1);
    const inShared = { organizationId: shared.id, accountName: account.name, isActivated: true };
    expect(total).toBe(3);
    expect(rows).toMatchObject([
      { ...inShared, ownerId: logins[0]!.id, role: "member", importedAt: new Date("2026-02-03") },
      { ...inShared, ownerId: logins[1]!.id, role: "admin" },
      { organizationId: free.id, accountId: null, accountName: null, isActivated: false, importedAt: null },
    ]);
  });
});

describe("an activation", () => {
  async function record(entry: Partial<typeof auditLog.$inferInsert>, at: Date) {
    const common = { changeId: randomUUID(), action: "roster.import" as const, actor: "rep@staff.example" };
    const subject = { subjectKind: "organization" as const, subjectId: "0", reason: "Nothing to do with it" };
    await db.insert(auditLog).values({ ...common, ...subject, createdAt: at, ...entry });
  }
  const [then, before] = [new Date("2026-02-03T04:05:06Z"), new Date("2026-02-03T04:05:05Z")];

  async function createMember() {
    const person = await createUser();
    const organization = await createOrganization(person.owners);
    await db
      .update(memberships)
      .set({ activationChangedAt: then, isActivated: false })
      .where(eq(memberships.organizationId, organization.id));
    return { person, organization, first: async () => (await listMembershipsOf(db, person.id, 1)).rows[0]! };
  }

  test("says when it ended, why and by whom, where that is one person's change", async () => {
    const { person, first } = await createMember();
    const ended = { action: "person.deactivate", subjectKind: "person", subjectId: String(person.id) } as const;
    await record({ ...ended, reason: "Left the company" }, then);
    await record({ ...ended, reason: "Another time" }, before);
    expect(await first()).toMatchObject({
      isActivated: false,
      activationChangedAt: then,
      activationReason: "Left the company",
      activationActor: "rep@staff.example",
    });
  });

  test("says so where an import ended it, or the record that was merged into the person", async () => {
    const { organization, first } = await createMember();
    await record({ subjectId: String(organization.id), reason: "Monthly roster" }, then);
    expect(await first()).toMatchObject({ activationReason: "Monthly roster" });

    const { person, first: ofMerged } = await createMember();
    const merged = await createUser();
    await db.update(users).set({ mergedIntoId: person.id }).where(eq(users.id, merged.id));
    await record({ subjectKind: "person", subjectId: String(merged.id), reason: "Before the join" }, then);
    expect(await ofMerged()).toMatchObject({ activationReason: "Before the join" });
  });

  test("says nothing that is not known", async () => {
    const { first } = await createMember();
    await record({}, then);
    expect(await first()).toMatchObject({ activationChangedAt: then, activationReason: null, activationActor: null });
  });
});

test("organizations that a person left come with their end, the latest first", async () => {
  const person = await createUser({ logins: 2 });
  const [one, two] = person.owners;
  const left = [await createOrganization(), await createOrganization()];
  const membership = { role: "member" as const, wasActivated: true, since: new Date("2025-01-01") };
  await db.insert(formerMemberships).values([
    { ...membership, organizationId: left[0]!.id, ownerId: one!.id, until: new Date("2026-01-01") },
    { ...membership, organizationId: left[1]!.id, ownerId: two!.id, until: new Date("2026-02-01") },
    { ...membership, organizationId: left[1]!.id, ownerId: (await createUser()).owners[0]!.id },
  ]);
  const reason = { action: "roster.import" as const, actor: "cli:ann", reason: "Roster of January" };
  await db.insert(auditLog).values({
    ...reason,
    changeId: randomUUID(),
    subjectKind: "organization",
    subjectId: String(left[0]!.id),
    createdAt: new Date("2026-01-01"),
  });
  expect(await listFormerMembershipsOf(db, person.id, 1)).toMatchObject({
    total: 2,
    rows: [
      { organization: left[1]!.login, ownerId: two!.id, reason: null },
      { organization: left[0]!.login, ownerId: one!.id, reason: "Roster of January", actor: "cli:ann" },
    ],
  });
});

test("a merged record leads to who it is now, however often that was merged", async () => {
  const [first, second, last] = [await createUser(), await createUser(), await createUser()];
  await db.update(users).set({ mergedIntoId: last.id }).where(eq(users.id, second.id));
  await db.update(users).set({ mergedIntoId: second.id }).where(eq(users.id, first.id));
  const [record] = await db.select().from(users).where(eq(users.id, first.id));
  expect(await findMergedInto(db, record!)).toMatchObject({ id: last.id });
  const [kept] = await db.select().from(users).where(eq(users.id, last.id));
  expect(await findMergedInto(db, kept!)).toBeUndefined();
});

describe("the accounts of a person", () => {
  test("say what they are to each, those where they are account users first", async () => {
    const { id, owners: logins } = await createUser({ logins: 2 });
    const idle = await createAccount({ name: "A verdict" });
    const seated = await createAccount({ name: "B verdict" });
    await createOrganization(logins, { login: "verdict-idle", account: idle, isActivated: false });
    await createOrganization(logins, { login: "verdict-b", account: seated });
    await createOrganization([logins[0]!], { login: "Verdict-a", account: seated });
    await createOrganization([logins[1]!], { login: "verdict-c", account: seated, isActivated: false });
    await createOrganization(logins);

    const [row] = await db.select().from(accountUsers).where(eq(accountUsers.userId, id));
    expect(await listAccountsOf(db, id, 1)).toMatchObject({
      total: 2,
      rows: [
        {
          id: seated.id,
          status: "seat",
          since: row!.since,
          organizations: [
            { login: "Verdict-a", activeLogins: 1 },
            { login: "verdict-b", activeLogins: 2 },
            { login: "verdict-c", activeLogins: 0 },
          ],
        },
        {
          id: idle.id,
          status: "not_activated",
          since: null,
          organizations: [{ login: "verdict-idle", activeLogins: 0 }],
        },
      ],
    });
  });

  test("an organization says how many of their logins are activated there", async () => {
    const { id, owners: logins } = await createUser({ logins: 2 });
    const account = await createAccount();
    const { id: organizationId } = await createOrganization(logins, { account });
    await db
      .update(memberships)
      .set({ isActivated: false })
      .where(sql`organization_id = ${organizationId} and owner_id = ${logins[0]!.id}`);
    const { rows } = await listAccountsOf(db, id, 1);
    expect(rows[0]!.organizations).toMatchObject([{ activeLogins: 1 }]);
  });

  test("a bot or a student is not a seat", async () => {
    const account = await createAccount();
    const [student, bot] = [await createUser({ isStudent: true }), await createUser({ isBot: true })];
    await createOrganization([...student.owners, ...bot.owners], { account });
    expect((await listAccountsOf(db, student.id, 1)).rows).toMatchObject([{ status: "student" }]);
    expect((await listAccountsOf(db, bot.id, 1)).rows).toMatchObject([{ status: "bot" }]);
  });
});

test("organizations and accounts are paged, with the count of all", async () => {
  const { id, owners: logins } = await createUser();
  for (let number = 0; number < 51; number++) {
    await createOrganization(logins, { account: await createAccount(), isActivated: false });
  }
  for (const list of [listMembershipsOf, listAccountsOf]) {
    const pages = [await list(db, id, 1), await list(db, id, 2), await list(db, id, 3)];
    expect(pages.map(({ rows, total }) => [rows.length, total])).toEqual([
      [50, 51],
      [1, 51],
      [0, 51],
    ]);
  }
});
