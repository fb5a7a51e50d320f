import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { auditLog } from "@/db/schema/audit-log";
import { owners, users } from "@/db/schema/people";
import type { StaffMarks } from "@/domain/marks";
import { confirm, see } from "@/test/confirm";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { signInAs, signOut } from "@/test/sign-in";
import { markLogin } from "./mark-login";

const silent: StaffMarks = { student: "none", bot: "none" };
const asBot: StaffMarks = { student: "none", bot: "yes" };
const asStudent: StaffMarks = { student: "yes", bot: "none" };

const preview = (ownerId: number, words: StaffMarks) => see(markLogin, { ownerId, ...words });
const mark = ({ id }: { id: number }, words: StaffMarks, seen: { preview?: string; reason?: string } = {}) =>
  confirm(markLogin, { ownerId: id, ...words }, { reason: "Ticket 7", ...seen });

async function auditOf(person: Person) {
  return db
    .select()
    .from(auditLog)
    .where(eq(auditLog.subjectId, String(person.id)))
    .orderBy(auditLog.id);
}

/** A person with a seat, or what their marks make of them, in an account of one seat. */
async function createSeated(facts: Parameters<typeof createUser>[0] = {}) {
  const account = await createAccount({ planSeatCount: 1 });
  const person = await createUser(facts);
  await createOrganization(person.owners, { account });
  return { account, person, login: person.owners[0]! };
}

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("a mark by staff", () => {
  test("S4: a bot frees the seat in every account, by the numbers of the preview", async () => {
    const { account, person, login } = await createSeated();
    const other = await createAccount();
    await createOrganization(person.owners, { account: other });

    const { plan } = await preview(login.id, asBot);
    expect(await mark(login, asBot)).toEqual({
      ok: true,
      data: plan,
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });
    for (const concerned of [account, other]) {
      expect(await reloadAccount(concerned)).toMatchObject({ usedSeatCount: 0, studentCount: 0, botCount: 1 });
    }
  });

  test("S4: a student by one login of two frees the seat, and marked back they take it again", async () => {
    const { account, login } = await createSeated({ logins: 2 });
    await mark(login, asStudent);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, studentCount: 1 });
    await mark(login, silent);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, studentCount: 0 });
    const [row] = await db.select().from(owners).where(eq(owners.id, login.id));
    expect(row).toMatchObject({ isStudentByStaff: null, isBotByStaff: null });
  });

  test("S4: a bot's login beside a human one frees nothing; the last human login marked, it does", async () => {
    const { account, person } = await createSeated({ logins: 2 });
    expect(await mark(person.owners[0]!, asBot)).toMatchObject({ ok: true, data: { kindAfter: "seat" } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, botCount: 0 });
    expect(await mark(person.owners[1]!, asBot)).toMatchObject({ ok: true, data: { kindAfter: "bot" } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, botCount: 1 });
  });

  test("S4: staff's word outweighs the known list's and the import's, and silence gives it back to them", async () => {
    const { account, login } = await createSeated({ isBot: true });
    await db.update(owners).set({ isKnownBot: true }).where(eq(owners.id, login.id));
    await mark(login, { student: "none", bot: "no" });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, botCount: 0 });
    await mark(login, silent);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, botCount: 1 });
  });

  test("is a fact: it is recorded where it leaves an account over, and in an inactive one", async () => {
    const { account, person } = await createSeated();
    const student = await createUser({ isStudent: true });
    await createOrganization(student.owners, { account });
    expect(await mark(student.owners[0]!, { student: "no", bot: "none" })).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, planSeatCount: 1 });

    const inactive = await createAccount({ isActive: false });
    await createOrganization(person.owners, { account: inactive });
    expect(await mark(person.owners[0]!, asStudent)).toMatchObject({ ok: true });
    expect(await reloadAccount(inactive)).toMatchObject({ usedSeatCount: 0, studentCount: 1 });
  });

  test("leaves a row in each account that says whose word counted before and after, and what it did", async () => {
    const rep = await signInAs("account_rep");
    const { account, person, login } = await createSeated({ name: "Ann Lee", isStudent: true });
    await mark(login, { student: "no", bot: "none" });
    const facts = { name: "Ann Lee", login: login.login, bot: "no" };
    expect(await auditOf(person)).toMatchObject([
      {
        action: "person.mark",
        actor: rep.email,
        accountId: account.id,
        reason: "Ticket 7",
        subjectKind: "person",
        before: { ...facts, student: "yes (import)", countsAs: "student", usedSeats: 0, students: 1 },
        after: { ...facts, student: "no (staff)", countsAs: "seat", usedSeats: 1, students: 0 },
      },
    ]);
  });

  test("of a bot in very many accounts each is recounted and has its row", async () => {
    const person = await createUser();
    const accounts = [];
    for (let number = 0; number < 14; number++) {
      const account = await createAccount({ planSeatCount: 1 });
      await createOrganization(person.owners, { account });
      accounts.push(account);
    }
    expect(await mark(person.owners[0]!, asBot)).toMatchObject({ ok: true });
    for (const account of accounts)
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, botCount: 1 });
    expect((await auditOf(person)).map(({ accountId }) => accountId).toSorted()).toEqual(
      accounts.map(({ id }) => id).toSorted(),
    );
  });

  test("leaves one row where the person is in no account", async () => {
    const person = await createUser();
    await mark(person.owners[0]!, asBot);
    expect(await auditOf(person)).toMatchObject([
      { accountId: null, before: { bot: "no", countsAs: "seat" }, after: { bot: "yes (staff)", countsAs: "bot" } },
    ]);
    const [row] = await db.select().from(users).where(eq(users.id, person.id));
    expect(row).toMatchObject({ kind: "bot" });
  });
});

describe("is refused, and nothing changes", () => {
  async function expectRefused(result: Awaited<ReturnType<typeof mark>>, person: Person, code: string) {
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(await auditOf(person)).toEqual([]);
    const rows = await db.select().from(owners).where(eq(owners.userId, person.id));
    for (const row of rows) expect(row).toMatchObject({ isStudentByStaff: null, isBotByStaff: null });
  }

  test("to support, and to people who are signed out", async () => {
    const { account, person, login } = await createSeated();
    const expected = await preview(login.id, asBot);
    await signInAs("support");
    await expectRefused(await mark(login, asBot, expected), person, "forbidden");
    signOut();
    await expectRefused(await mark(login, asBot, expected), person, "signed_out");
    expect(await auditOf(person)).toEqual([]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
  });

  test("without a reason, and for an unknown mark", async () => {
    const { person, login } = await createSeated();
    await expectRefused(await mark(login, asBot, { reason: " " }), person, "invalid_input");
    const forged = { student: "none", bot: "maybe" } as unknown as StaffMarks;
    await expectRefused(await mark(login, forged, await preview(login.id, asBot)), person, "invalid_input");
  });

  test("for a login that does not exist, and where it says nothing new", async () => {
    const { person, login } = await createSeated();
    const expected = await preview(login.id, asBot);
    await expectRefused(await mark({ id: 999_999_999 }, asBot, expected), person, "not_found");
    await expectRefused(await mark(login, silent), person, "conflict");
  });

  test("S17: when a count moved, an account came, or an import said something since the preview", async () => {
    const { account, person, login } = await createSeated();
    const expected = await preview(login.id, asBot);
    await createOrganization((await createUser()).owners, { account });
    await expectRefused(await mark(login, asBot, expected), person, "preview_changed");

    const again = await preview(login.id, asBot);
    await createOrganization(person.owners, { account: await createAccount() });
    await expectRefused(await mark(login, asBot, again), person, "preview_changed");
  });
});

describe("at once", () => {
  test("clicked twice it is done once", async () => {
    const { account, person, login } = await createSeated();
    const expected = await preview(login.id, asBot);
    const results = await Promise.all([mark(login, asBot, expected), mark(login, asBot, expected)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: "preview_changed" } });
    expect(await auditOf(person)).toHaveLength(1);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, botCount: 1 });
  });

  test("S14: two people of two accounts, marked crosswise, both follow", async () => {
    for (let round = 0; round < 4; round++) {
      const { account, person } = await createSeated();
      const other = await createSeated();
      await createOrganization(person.owners, { account: other.account });
      await createOrganization(other.person.owners, { account });
      const tryUntilDone = async (login: { id: number }): Promise<void> => {
        const result = await mark(login, asBot);
        if (!result.ok && result.error.code === "preview_changed") return tryUntilDone(login);
        expect(result).toMatchObject({ ok: true });
      };
      await Promise.all([tryUntilDone(person.owners[0]!), tryUntilDone(other.person.owners[0]!)]);
      for (const { id } of [account, other.account]) {
        expect(await reloadAccount({ id })).toMatchObject({ usedSeatCount: 0, botCount: 2 });
      }
    }
  });
});
