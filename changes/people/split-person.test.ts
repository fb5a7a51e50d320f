import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { listEvidenceOf } from "@/db/queries/suggestions/suggested-joins";
import { auditLog } from "@/db/schema/audit-log";
import { owners, users } from "@/db/schema/people";
import { findAccountUser } from "@/test/account-user";
import { confirm, see } from "@/test/confirm";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { joinPeople } from "./join-people";
import { splitPerson } from "./split-person";

const unique = () => randomUUID().slice(0, 12);
const reason = "Ticket 7";

const preview = (userId: number, ownerId: number) => see(splitPerson, { userId, ownerId });
const split = (userId: number, ownerId: number, seen: { preview?: string } = {}) =>
  confirm(splitPerson, { userId, ownerId }, { reason, ...seen });

async function join(staying: { id: number }, going: { id: number }) {
  const input = { stayingId: staying.id, goingId: going.id };
  expect(await confirm(joinPeople, input, { reason })).toMatchObject({ ok: true });
}

/** A person with two logins, each in an organization of one account that has a seat for one. */
async function createBoth(facts: Parameters<typeof createAccount>[0] = {}) {
  const ann = await createUser({ logins: 2, name: "Ann Lee" });
  const [mine, theirs] = ann.owners as [Person["owners"][0], Person["owners"][0]];
  const account = await createAccount({ planSeatCount: 1, ...facts });
  await createOrganization([mine], { account });
  await createOrganization([theirs], { account });
  return { ann, mine, theirs, account };
}

const loginsOf = async (userId: number) => {
  const rows = await db.select({ id: owners.id }).from(owners).where(eq(owners.userId, userId)).orderBy(owners.id);
  return rows.map(({ id }) => id);
};
const mergedIntoOf = async ({ id }: { id: number }) =>
  (await db.select().from(users).where(eq(users.id, id)))[0]!.mergedIntoId;
const auditOf = (...userIds: number[]) =>
  db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.action, "person.split"), inArray(auditLog.subjectId, userIds.map(String))))
    .orderBy(auditLog.id);

/** People of one verified e-mail, so that any two of them may be joined. */
async function createTwins(count: number) {
  const verifiedEmail = `${unique()}@fernhollow.example`;
  const people: Person[] = [];
  for (let place = 0; place < count; place++) people.push(await createUser({ verifiedEmail }));
  return people;
}

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("split", () => {
  test("a login that came with nobody goes to a new person, even where it leaves the account over", async () => {
    const { ann, mine, theirs, account } = await createBoth();
    expect((await preview(ann.id, theirs.id)).plan).toMatchObject({
      effects: [{ id: account.id, usedBefore: 1, usedAfter: 2, over: 1 }],
    });

    const result = await split(ann.id, theirs.id);
    expect(result).toMatchObject({ ok: true });
    const other = result.ok ? result.data.userId : 0;
    expect(await loginsOf(ann.id)).toEqual([mine.id]);
    expect(await loginsOf(other)).toEqual([theirs.id]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, organizationSeatCount: 2 });
    expect(await findAccountUser(db, account.id, other)).toEqual({ kind: "seat", organizationCount: 1 });
  });

  test("what was joined comes apart as it was: the record is revived with every login that came with it", async () => {
    const [ann, twin] = (await createTwins(2)) as [Person, Person];
    const [second] = await db
      .insert(owners)
      .values({ userId: twin.id, service: "github", login: `second-${unique()}` })
      .returning();
    await join(ann, twin);
    expect(await loginsOf(ann.id)).toHaveLength(3);

    expect(await split(ann.id, second!.id)).toEqual({
      ok: true,
      data: { userId: twin.id },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });
    expect(await mergedIntoOf(twin)).toBeNull();
    expect(await loginsOf(twin.id)).toEqual([twin.owners[0]!.id, second!.id]);
    expect(await loginsOf(ann.id)).toEqual([ann.owners[0]!.id]);
  });

  test("records that were joined one after the other come apart one after the other", async () => {
    const [one, two, three] = (await createTwins(3)) as [Person, Person, Person];
    await join(two, three);
    await join(one, two);
    expect([await mergedIntoOf(three), await mergedIntoOf(two)]).toEqual([two.id, one.id]);

    expect(await split(one.id, three.owners[0]!.id)).toEqual({
      ok: true,
      data: { userId: two.id },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });
    expect(await loginsOf(two.id)).toEqual([two.owners[0]!.id, three.owners[0]!.id]);
    expect(await split(two.id, three.owners[0]!.id)).toEqual({
      ok: true,
      data: { userId: three.id },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });
    expect(await Promise.all([one, two, three].map(mergedIntoOf))).toEqual([null, null, null]);
  });

  test("joined the other way round after a split, each login still knows with whom it came", async () => {
    const [one, two] = (await createTwins(2)) as [Person, Person];
    await join(one, two);
    await split(one.id, two.owners[0]!.id);
    await join(two, one);
    expect(await mergedIntoOf(one)).toBe(two.id);

    expect(await split(two.id, one.owners[0]!.id)).toEqual({
      ok: true,
      data: { userId: one.id },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });
    expect(await loginsOf(one.id)).toEqual([one.owners[0]!.id]);
    expect(await loginsOf(two.id)).toEqual([two.owners[0]!.id]);
  });

  test("the two are kept apart from then on, and staff may join them again", async () => {
    const { ann, theirs, account } = await createBoth();
    const result = await split(ann.id, theirs.id);
    const other = result.ok ? result.data.userId : 0;
    expect(await listEvidenceOf(db, ann.id)).toMatchObject([{ evidence: ["same_owner"], isRejected: true }]);
    await join(ann, { id: other });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
  });

  test("S4: a bot's login apart is a bot, and the person left keeps their seat", async () => {
    const { ann, theirs, account } = await createBoth();
    await db.update(owners).set({ isBotByStaff: true }).where(eq(owners.id, theirs.id));
    expect(await split(ann.id, theirs.id)).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, botCount: 1 });
  });

  test("leaves a row for each of the two in each account, and each names the other", async () => {
    const rep = await signInAs("account_rep");
    const { ann, mine, theirs, account } = await createBoth();
    const result = await split(ann.id, theirs.id);
    const other = result.ok ? result.data.userId : 0;
    const common = { actor: rep.email, reason, accountId: account.id };
    expect(await auditOf(ann.id, other)).toMatchObject([
      {
        ...common,
        subjectId: String(ann.id),
        before: { usedSeats: 1 },
        after: { logins: mine.login, usedSeats: 2, splitOff: `Ann Lee (person ${other})` },
      },
      {
        ...common,
        subjectId: String(other),
        before: { logins: null, usedSeats: 1 },
        after: { logins: theirs.login, usedSeats: 2, splitFrom: `Ann Lee (person ${ann.id})` },
      },
    ]);
  });

  test("S17: is refused when the seats moved since the preview", async () => {
    const { ann, theirs, account } = await createBoth();
    const expected = await preview(ann.id, theirs.id);
    await createOrganization((await createUser()).owners, { account });
    expect(await split(ann.id, theirs.id, expected)).toMatchObject({ ok: false, error: { code: "preview_changed" } });
    expect(await loginsOf(ann.id)).toHaveLength(2);
  });

  test("clicked twice it is done once", async () => {
    const { ann, theirs } = await createBoth();
    const expected = await preview(ann.id, theirs.id);
    const results = await Promise.all([split(ann.id, theirs.id, expected), split(ann.id, theirs.id, expected)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await loginsOf(ann.id)).toHaveLength(1);
  });

  test("both logins at once: nobody is left without one", async () => {
    for (let round = 0; round < 4; round++) {
      const { ann, mine, theirs, account } = await createBoth();
      const [one, other] = [await preview(ann.id, mine.id), await preview(ann.id, theirs.id)];
      const results = await Promise.all([split(ann.id, mine.id, one), split(ann.id, theirs.id, other)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await loginsOf(ann.id)).toHaveLength(1);
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
    }
  });

  test("the only login, somebody else's and a forged id are refused", async () => {
    const person = await createUser();
    const only = person.owners[0]!.id;
    expect(await split(person.id, only)).toMatchObject({ ok: false, error: { code: "precondition_failed" } });
    const stranger = (await createUser()).owners[0]!.id;
    for (const ownerId of [stranger, 999_999_999]) {
      expect(await split(person.id, ownerId, {})).toMatchObject({ ok: false, error: { code: "not_found" } });
    }
    expect(await split(999_999_999, only, {})).toMatchObject({ ok: false, error: { code: "not_found" } });
  });

  test("support is refused and nothing changed", async () => {
    const { ann, theirs, account } = await createBoth();
    const expected = await preview(ann.id, theirs.id);
    await signInAs("support");
    expect(await split(ann.id, theirs.id, expected)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await loginsOf(ann.id)).toHaveLength(2);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
    expect(await auditOf(ann.id)).toEqual([]);
  });
});
