import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import type { Tx } from "@/db/executor";
import { hold } from "@/db/locks";
import { countActivation } from "@/db/queries/activations";
import { updateToAttached, updateToDetached } from "@/db/queries/organizations";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { number, readRow } from "@/db/rows";
import { type Account, accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import { owners, users } from "@/db/schema/people";
import { type GrantMode, noneActivatedOf } from "@/domain/activation";
import type { ListedPeople } from "@/domain/input/activation";
import type { Actor } from "@/domain/permissions";
import { anyPreview } from "@/domain/preview";
import { confirm, see } from "@/test/confirm";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { whileChanging } from "@/test/locks";
import { mark } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import { activatePeople } from "./activate-people";
import { deactivatePeople } from "./deactivate-people";

const actor: Actor = { kind: "staff", id: "1", email: "rep@example.com", role: "account_rep" };
const call = { preview: anyPreview, reason: "Ticket 7" };

type Place = { userIds?: number[]; organizationId?: number; listed?: ListedPeople };

const everyone: ListedPeople = { q: "", status: "all", overlap: "all" };

/** As a job does it: nobody looks at a preview. */
async function activate(account: Account, place: Place, mode: GrantMode = "all") {
  return (await activatePeople(actor, { accountId: account.id, ...place, mode, ...call })).data;
}

async function deactivate(account: Account, place: Place) {
  return (await deactivatePeople(actor, { accountId: account.id, ...place, ...call })).data;
}

const ids = (people: Person[]) => people.map(({ id }) => id);
const ownersOf = (people: Person[]) => people.flatMap(({ owners }) => owners);
const loginsOf = (...people: Person[]) => ownersOf(people).map(({ id }) => id);
const many = (count: number, marks = {}) => Promise.all(Array.from({ length: count }, () => createUser(marks)));

async function activatedIn({ id }: { id: number }): Promise<number[]> {
  const rows = await db
    .select({ ownerId: memberships.ownerId })
    .from(memberships)
    .where(and(eq(memberships.organizationId, id), eq(memberships.isActivated, true)))
    .orderBy(asc(memberships.ownerId));
  return rows.map(({ ownerId }) => ownerId);
}

async function auditOf({ id }: Account) {
  return db.select().from(auditLog).where(eq(auditLog.accountId, id)).orderBy(auditLog.id);
}

/** Since when each is a member, in the order given. */
async function setMemberSince(organization: { id: number }, people: Person[], days: string[]) {
  for (const [place, person] of people.entries()) {
    await db
      .update(memberships)
      .set({ createdAt: new Date(days[place]!) })
      .where(
        and(
          eq(memberships.organizationId, organization.id),
          inArray(
            memberships.ownerId,
            person.owners.map(({ id }) => id),
          ),
        ),
      );
  }
}

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("one of each", () => {
  let account: Account;
  let [newcomer, seated, student, bot, active, stranger]: Person[] = [];

  /** Three seats, two of them used: by Seated, who is a member of another organization too, and by Active. */
  beforeEach(async () => {
    account = await createAccount({ planSeatCount: 3 });
    [newcomer, seated, active, stranger] = await many(4);
    [student, bot] = [await createUser({ isStudent: true }), await createUser({ isBot: true })];
    await createOrganization([...seated!.owners, ...active!.owners], { account });
    const others = ownersOf([newcomer!, seated!, student!, bot!]);
    await createOrganization(others, { account, isActivated: false });
    await createOrganization(stranger!.owners, { isActivated: false });
  });

  const all = () => ids([newcomer!, seated!, student!, bot!, active!, stranger!]);

  test("says what happened to each and why, with a row in the audit log for each who changed", async () => {
    const answer = await activate(account, { userIds: all() });
    expect(answer.answers).toEqual([
      { userId: newcomer!.id, name: expect.any(String), outcome: "activated" },
      { userId: seated!.id, name: expect.any(String), outcome: "already_seated" },
      { userId: student!.id, name: expect.any(String), outcome: "student" },
      { userId: bot!.id, name: expect.any(String), outcome: "bot" },
      { userId: active!.id, name: expect.any(String), outcome: "already_active" },
      { userId: stranger!.id, name: null, outcome: "not_a_member" },
    ]);
    expect(answer).toMatchObject({ usedBefore: 2, usedAfter: 3, memberships: 4, changed: 4, leftOut: 0 });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3, studentCount: 1, botCount: 1 });
    const rows = await auditOf(account);
    expect(rows.map(({ subjectId }) => Number(subjectId)).sort()).toEqual(
      ids([newcomer!, seated!, student!, bot!]).sort(),
    );
    expect(rows[0]).toMatchObject({ action: "person.activate", before: { usedSeats: 2 }, after: { usedSeats: 3 } });
  });

  test("asked again, changes nothing and says so", async () => {
    await activate(account, { userIds: all() });
    const again = await activate(account, { userIds: all() });
    expect(again).toMatchObject({ people: { already_active: 5, not_a_member: 1 }, changed: 0, memberships: 0 });
    expect(await auditOf(account)).toHaveLength(4);
  });

  test("in an inactive account no one fits, and the answer says why for each person", async () => {
    await db.update(accounts).set({ isActive: false }).where(eq(accounts.id, account.id));
    const answer = await activate(account, { userIds: all() }, "fit");
    expect(answer.people).toEqual({ account_inactive: 4, already_active: 1, not_a_member: 1 });
    expect(answer.answers?.map(({ outcome }) => outcome)).toEqual([
      ...Array(4).fill("account_inactive"),
      "already_active",
      "not_a_member",
    ]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
    expect(await auditOf(account)).toEqual([]);
  });

  test("deactivated, each says what it freed", async () => {
    await activate(account, { userIds: ids([newcomer!, seated!, student!]) });
    const answer = await deactivate(account, { userIds: all() });
    expect(answer.people).toEqual({ freed: 3, student: 1, not_activated: 1, not_a_member: 1 });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, studentCount: 0 });
    expect(await deactivate(account, { userIds: all() })).toMatchObject({ changed: 0 });
  });
});

test("who is deactivated waits no longer for a seat, and who was activated nowhere waits on", async () => {
  const account = await createAccount({ planSeatCount: 2 });
  const [seated, waiting] = [await createUser(), await createUser()];
  await createOrganization(seated.owners, { account });
  const other = await createOrganization(ownersOf([seated, waiting]), { account, isActivated: false });
  const inOther = eq(memberships.organizationId, other.id);
  await db.update(memberships).set({ waitingSince: new Date() }).where(inOther);
  const answer = await deactivate(account, { userIds: ids([seated, waiting]) });
  expect(answer.people).toEqual({ freed: 1, not_activated: 1 });
  const theirs = and(inOther, eq(memberships.ownerId, seated.owners[0]!.id));
  expect(await db.select().from(memberships).where(theirs)).toMatchObject([{ activationChangedAt: null }]);
  const rows = await db
    .select()
    .from(memberships)
    .where(and(inOther, isNotNull(memberships.waitingSince)));
  expect(rows.map(({ ownerId }) => ownerId)).toEqual(waiting.owners.map(({ id }) => id));
  expect(await auditOf(account)).toHaveLength(1);
});

test("a student and a bot are named as such even if they are already activated in the account", async () => {
  const account = await createAccount();
  const [student, bot] = [await createUser({ isStudent: true }), await createUser({ isBot: true })];
  await createOrganization(ownersOf([student, bot]), { account });
  const other = await createOrganization(ownersOf([student, bot]), { account, isActivated: false });
  const place = { userIds: ids([student, bot]), organizationId: other.id };
  expect(await activate(account, place)).toMatchObject({ people: { student: 1, bot: 1 }, usedAfter: 0 });
  expect(await deactivate(account, place)).toMatchObject({ people: { student: 1, bot: 1 }, usedAfter: 0 });
});

describe("more than fit", () => {
  test("all or nothing is refused whole and names how many are missing", async () => {
    const account = await createAccount({ planSeatCount: 2 });
    const people = await many(5);
    const organization = await createOrganization(ownersOf(people), { account, isActivated: false });
    await expect(activate(account, { userIds: ids(people) })).rejects.toMatchObject({
      code: "precondition_failed",
      message: expect.stringContaining("3 seats short"),
    });
    expect(await activatedIn(organization)).toEqual([]);
    expect(await auditOf(account)).toEqual([]);
  });

  test("as many as fit: the longest membership first, then by login; who costs nothing always comes", async () => {
    const account = await createAccount({ planSeatCount: 2 });
    const [late, zoe, amy] = [
      await createUser(),
      await createUser({ login: `zoe-${Date.now()}` }),
      await createUser({ login: `amy-${Date.now()}` }),
    ];
    const student = await createUser({ isStudent: true });
    const people = [late!, zoe!, amy!, student];
    const organization = await createOrganization(ownersOf(people), { account, isActivated: false });
    await setMemberSince(organization, people, ["2024-03-01", "2024-01-01", "2024-01-01", "2024-04-01"]);
    await setMemberSince(organization, [zoe!], ["2023-01-01"]);

    const answer = await activate(account, { userIds: ids(people) }, "fit");
    expect(answer.answers?.map(({ outcome }) => outcome)).toEqual(["no_seats", "activated", "activated", "student"]);
    expect(answer).toMatchObject({ usedAfter: 2, changed: 3, memberships: 3, leftOut: 1 });
    expect(await activatedIn(organization)).not.toContain(late!.owners[0]!.id);
  });

  test("of several memberships the longest tells how long somebody has been there", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const [old, young] = [
      await createUser({ login: `z-${Date.now()}` }),
      await createUser({ login: `a-${Date.now()}` }),
    ];
    const both = [...old.owners, ...young.owners];
    const first = await createOrganization(both, { account, isActivated: false });
    const second = await createOrganization(old.owners, { account, isActivated: false });
    await setMemberSince(first, [old, young], ["2024-03-01", "2024-02-01"]);
    await setMemberSince(second, [old], ["2024-01-01"]);
    const answer = await activate(account, { userIds: ids([young, old]) }, "fit");
    expect(answer.answers?.map(({ outcome }) => outcome)).toEqual(["no_seats", "activated"]);
  });

  test("of equally long memberships the first by login comes", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const [zoe, amy] = [
      await createUser({ login: `Zoe-${Date.now()}` }),
      await createUser({ login: `amy-x${Date.now()}` }),
    ];
    const organization = await createOrganization([...zoe.owners, ...amy.owners], { account, isActivated: false });
    await setMemberSince(organization, [zoe, amy], ["2024-01-01", "2024-01-01"]);
    await activate(account, { organizationId: organization.id }, "fit");
    expect(await activatedIn(organization)).toEqual([amy.owners[0]!.id]);
  });

  test("overage allow lets all in, and the account is over", async () => {
    const account = await createAccount({ planSeatCount: 1, overage: "allow" });
    const people = await many(3);
    await createOrganization(ownersOf(people), { account, isActivated: false });
    expect(await activate(account, { userIds: ids(people) }, "fit")).toMatchObject({ usedAfter: 3, leftOut: 0 });
  });
});

describe("a whole organization", () => {
  test("comes and goes with everybody in it, in it alone, with a row of its own in the audit log", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const [both, twice] = [await createUser(), await createUser({ logins: 2 })];
    const whole = await createOrganization(ownersOf([both, twice]), { account, isActivated: false });
    const other = await createOrganization(both.owners, { account, isActivated: false });

    const answer = await activate(account, { organizationId: whole.id });
    expect(answer).toMatchObject({ changed: 2, memberships: 3, usedAfter: 2, answers: undefined });
    expect(await activatedIn(other)).toEqual([]);
    const rows = await auditOf(account);
    expect(rows.map(({ subjectKind }) => subjectKind)).toEqual(["organization", "person", "person"]);
    expect(rows[0]).toMatchObject({
      before: { login: whole.login, usedSeats: 0 },
      after: { login: whole.login, usedSeats: 2, peopleActivated: 2, leftOut: 0 },
    });

    await activate(account, { userIds: [both.id] });
    expect(await deactivate(account, { organizationId: whole.id })).toMatchObject({
      people: { still_seated: 1, freed: 1 },
      usedAfter: 1,
    });
    expect(await activatedIn(other)).toEqual([both.owners[0]!.id]);
  });

  test("of thousands has one row, with the counts", async () => {
    const account = await createAccount({ planSeatCount: 600 });
    const made = await db
      .insert(users)
      .values(Array.from({ length: 501 }, (_, place) => ({ name: `Person ${place}` })))
      .returning({ id: users.id });
    const logins = made.map(({ id }) => ({ userId: id, service: "github" as const, login: `one-of-many-${id}` }));
    const everybody = await db.insert(owners).values(logins).returning();
    const organization = await createOrganization(everybody, { account, isActivated: false });
    await activate(account, { organizationId: organization.id });
    expect(await auditOf(account)).toMatchObject([{ subjectKind: "organization", after: { peopleActivated: 501 } }]);
  });

  test("that is in another account changes nothing", async () => {
    const [account, other] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 9 })];
    const organization = await createOrganization((await createUser()).owners, { account: other, isActivated: false });
    expect(await activate(account, { organizationId: organization.id })).toMatchObject({ changed: 0, people: {} });
    expect(await activatedIn(organization)).toEqual([]);
  });
});

describe("everyone in an account", () => {
  test("is activated in every organization of it, with a row of the account in the audit log", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const [both, twice, student] = [
      await createUser(),
      await createUser({ logins: 2 }),
      await createUser({ isStudent: true }),
    ];
    const [web, api] = [
      await createOrganization(ownersOf([both, twice]), { account, isActivated: false }),
      await createOrganization(ownersOf([both, student]), { account, isActivated: false }),
    ];
    const elsewhere = await createOrganization(both.owners, { isActivated: false });

    const none = noneActivatedOf(await countActivation(db, { accountId: account.id }));
    expect(none).toEqual({ members: 3, seats: 2 });
    const answer = await activate(account, { listed: everyone });
    expect(answer).toMatchObject({ changed: 3, memberships: 5, usedAfter: 2, answers: undefined });
    const counts = await Promise.all([web, api, elsewhere].map(async (place) => (await activatedIn(place)).length));
    expect(counts).toEqual([3, 2, 0]);
    const rows = await auditOf(account);
    expect(rows.map(({ subjectKind }) => subjectKind)).toEqual(["account", "person", "person", "person"]);
    expect(rows[0]).toMatchObject({
      before: { usedSeats: 0 },
      after: { usedSeats: 2, peopleActivated: 3, leftOut: 0 },
    });
  });

  test("is asked for in so many words: a scope left out is refused", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const organization = await createOrganization((await createUser()).owners, { account, isActivated: false });
    const refused = { code: "invalid_input", fields: { userIds: [expect.any(String)] } };
    await expect(activate(account, {})).rejects.toMatchObject(refused);
    await expect(deactivate(account, {})).rejects.toMatchObject(refused);
    expect(await activatedIn(organization)).toEqual([]);
  });

  test("is refused whole when seats are missing, or comes as far as seats go", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const organization = await createOrganization(ownersOf(await many(2)), { account, isActivated: false });
    await expect(activate(account, { listed: everyone })).rejects.toMatchObject({ code: "precondition_failed" });
    expect(await activatedIn(organization)).toEqual([]);
    expect(await activate(account, { listed: everyone }, "fit")).toMatchObject({ changed: 1, leftOut: 1 });
  });

  test("support is refused and nothing changes", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const organization = await createOrganization((await createUser()).owners, { account, isActivated: false });
    await signInAs("support");
    const asked = { accountId: account.id, listed: everyone, mode: "all" as const };
    expect(await confirm(activatePeople, asked)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await activatedIn(organization)).toEqual([]);
  });
});

describe("everyone a list finds", () => {
  async function createTeam() {
    const account = await createAccount({ planSeatCount: 9 });
    const [ann, anna, bo] = [
      await createUser({ name: "Ann Lee" }),
      await createUser({ name: "Anna Moe", isStudent: true }),
      await createUser({ name: "Bo Berg" }),
    ];
    const web = await createOrganization(ownersOf([ann, anna, bo]), { account, isActivated: false });
    const api = await createOrganization(ownersOf([ann]), { account, isActivated: false });
    return { account, ann, anna, bo, web, api };
  }

  test("is found by the search and every filter, and no one else changes", async () => {
    const { account, ann, anna, web, api } = await createTeam();
    const listed = { ...everyone, q: "ann" };
    expect(await activate(account, { listed, organizationId: web.id })).toMatchObject({ changed: 2, memberships: 2 });
    expect(await activatedIn(web)).toEqual(loginsOf(ann, anna));
    expect(await activatedIn(api)).toEqual([]);
    expect((await auditOf(account))[0]).toMatchObject({
      subjectKind: "organization",
      after: { peopleActivated: 2, search: "ann" },
    });

    const students: ListedPeople = { ...everyone, status: "student" };
    expect(await deactivate(account, { listed: students })).toMatchObject({ changed: 1 });
    expect(await activatedIn(web)).toEqual(loginsOf(ann));
    expect((await auditOf(account)).at(-2)).toMatchObject({ subjectKind: "account", after: { status: "Student" } });
    expect(await listSeatDrift(db)).toEqual([]);
  });

  test("is found again when the step is made: a list that finds others is refused", async () => {
    const { account, bo } = await createTeam();
    await signInAs("account_rep");
    const asked = { accountId: account.id, listed: { ...everyone, q: "ann" }, mode: "all" as const };
    const { preview } = await see(activatePeople, asked);
    await db.update(users).set({ name: "Joann" }).where(eq(users.id, bo.id));
    expect(await confirm(activatePeople, asked, { preview })).toMatchObject({
      ok: false,
      error: { code: "preview_changed" },
    });
  });

  test("is whom one change activated, in the memberships that it activated, unless they changed since", async () => {
    const { account, ann, bo, web, api } = await createTeam();
    await signInAs("account_rep");
    await activate(account, { userIds: ids([ann]), organizationId: api.id });
    const { changeId } = await activatePeople(actor, {
      accountId: account.id,
      organizationId: web.id,
      mode: "all",
      ...call,
    });
    await deactivate(account, { userIds: ids([bo]) });
    await activate(account, { userIds: ids([bo]) });

    const undo = { listed: { ...everyone, change: changeId! } };
    expect(await deactivate(account, undo)).toMatchObject({ changed: 2, memberships: 2, usedAfter: 2 });
    expect(await activatedIn(web)).toEqual(loginsOf(bo));
    expect(await activatedIn(api)).toEqual(loginsOf(ann));
    const rows = await auditOf(account);
    expect(rows.find(({ after }) => after?.undoes)).toMatchObject({
      action: "person.deactivate",
      after: { undoes: changeId },
    });
  });
});

describe("S14: at once", () => {
  /** Begins a step on people while somebody else changes the account, and goes on when it waits for them. */
  async function duringChange<T>(account: Account, step: () => Promise<T>, change: (tx: Tx) => Promise<unknown>) {
    const { ending } = await db.transaction(async (tx) => {
      await hold(tx, () => ({ accounts: [account.id] }));
      const { pid } = await readRow(tx, { pid: number }, sql`select pg_backend_pid() as pid`);
      const ending = step();
      await vi.waitUntil(async () => {
        const [waiting] = await db.execute(sql`
          select from pg_stat_activity where datname = current_database() and ${pid} = any(pg_blocking_pids(pid))`);
        return waiting;
      });
      await change(tx);
      return { ending };
    });
    return ending;
  }

  test("an organization that comes meanwhile is part of the step, one that goes is not", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const person = await createUser();
    const [staying, going, coming] = [
      await createOrganization(person.owners, { account, isActivated: false }),
      await createOrganization(person.owners, { account, isActivated: false }),
      await createOrganization(person.owners, { isActivated: false }),
    ];
    const answer = await duringChange(
      account,
      () => activate(account, { userIds: [person.id] }),
      async (tx) => {
        await updateToAttached(tx, [coming.id], account.id);
        await updateToDetached(tx, [going.id], account.id);
      },
    );
    expect(answer).toMatchObject({ memberships: 2, changed: 1, usedAfter: 1 });
    const [ownerId] = person.owners.map(({ id }) => id);
    expect(await Promise.all([staying, going, coming].map(activatedIn))).toEqual([[ownerId], [], [ownerId]]);
  });

  test("who becomes a student meanwhile takes no seat", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const person = await createUser();
    await createOrganization(person.owners, { account, isActivated: false });
    const answer = await duringChange(
      account,
      () => activate(account, { userIds: [person.id] }),
      async (tx) => {
        await tx.update(owners).set({ isStudentByStaff: true }).where(eq(owners.userId, person.id));
        await tx.update(users).set({ isStudent: true }).where(eq(users.id, person.id));
      },
    );
    expect(answer).toMatchObject({ people: { student: 1 }, usedAfter: 0 });
  });

  test("two selections race for the last seats: never over, and nobody is activated twice", async () => {
    for (let round = 0; round < 3; round++) {
      const account = await createAccount({ planSeatCount: 4 });
      const people = await many(6);
      await createOrganization(ownersOf(people.slice(0, 4)), { account, isActivated: false });
      await createOrganization(ownersOf(people.slice(2)), { account, isActivated: false });
      const answers = await Promise.all([
        activate(account, { userIds: ids(people.slice(0, 4)) }, "fit"),
        activate(account, { userIds: ids(people.slice(2)).reverse() }, "fit"),
      ]);
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 4 });
      expect(answers.reduce((sum, { people }) => sum + (people.activated ?? 0), 0)).toBe(4);
    }
  });

  test("who is being activated is marked afterwards, and counted as what they are then", async () => {
    await signInAs("account_rep");
    const account = await createAccount();
    const person = await createUser();
    await createOrganization(person.owners, { account, isActivated: false });
    const asBot = () => mark(person.owners[0]!.id, { student: "none", bot: "yes" });
    const marking = await whileChanging(() => activate(account, { userIds: [person.id] }), asBot);
    expect(marking).toMatchObject({ ok: false, error: { code: "preview_changed" } });
    expect(await asBot()).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, botCount: 1 });
  });

  test("all or nothing: one comes whole, the other is refused whole", async () => {
    const account = await createAccount({ planSeatCount: 3 });
    const people = await many(4);
    await createOrganization(ownersOf(people), { account, isActivated: false });
    const results = await Promise.allSettled([
      activate(account, { userIds: ids(people.slice(0, 2)) }),
      activate(account, { userIds: ids(people.slice(2)) }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
  });
});
