import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { listEvidenceOf } from "@/db/queries/suggestions/suggested-joins";
import { auditLog } from "@/db/schema/audit-log";
import { owners, rejectedJoins, users } from "@/db/schema/people";
import { action } from "@/server/action";
import { readRosters } from "@/server/rosters/read-rosters";
import { findAccountUser } from "@/test/account-user";
import { confirm, see } from "@/test/confirm";
import { createAccount, createOrganization, createUser, type Person, reloadAccount, sayOf } from "@/test/factories";
import { activate, attach } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import { importRosters } from "../imports/import-rosters";
import { joinPeople } from "./join-people";
import { keepApart } from "./keep-apart";

const unique = () => randomUUID().slice(0, 12);
const reason = "Ticket 7";

type Seen = { preview?: string; reason?: string; ticket?: string };

const preview = (staying: Person, going: Person) => see(joinPeople, { stayingId: staying.id, goingId: going.id });
const join = (staying: Person, going: Person, seen: Seen = {}) =>
  confirm(joinPeople, { stayingId: staying.id, goingId: going.id }, { reason, ...seen });
const apart = (one: Person, other: Person) => action(keepApart)({ userIds: [one.id, other.id], reason });

/** Two people of one verified e-mail, each in an organization of one account, and somebody else. */
async function createTwins(facts: Parameters<typeof createUser>[0] = {}) {
  const verifiedEmail = `${unique()}@fernhollow.example`;
  const ann = await createUser({ verifiedEmail, name: "Ann Lee" });
  const twin = await createUser({ verifiedEmail, name: "Annie", ...facts });
  const other = await createUser();
  const account = await createAccount({ planSeatCount: 2 });
  const first = await createOrganization([...ann.owners, ...other.owners], { account });
  const second = await createOrganization(twin.owners, { account });
  return { ann, twin, other, account, first, second, verifiedEmail };
}

/** A roster of one member, who is activated. */
const importRoster = (organization: string, login: string) =>
  importFile(organization, Buffer.from(`login\n${login}\n`));

async function importFile(organization: string | undefined, content: Buffer) {
  const rosters = await readRosters([{ path: "roster.csv", organization, content }]);
  const cli = { kind: "cli", user: "tester" } as const;
  return importRosters(cli, { rosters, activate: "all", allowShrink: false, reason });
}

const ownersOf = (person: Person) => db.select().from(owners).where(eq(owners.userId, person.id)).orderBy(owners.id);
const userOf = async ({ id }: Person) => (await db.select().from(users).where(eq(users.id, id)))[0]!;
const auditOf = (...people: Person[]) =>
  db
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectKind, "person"),
        inArray(
          auditLog.subjectId,
          people.map(({ id }) => String(id)),
        ),
      ),
    )
    .orderBy(auditLog.id);

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("join", () => {
  test("S12: two people with a seat each become one with one seat, and the record left says who it is", async () => {
    const { ann, twin, account } = await createTwins();
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3 });

    expect(await join(ann, twin)).toEqual({
      ok: true,
      data: { userId: ann.id },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, organizationSeatCount: 3 });
    expect(await findAccountUser(db, account.id, ann.id)).toEqual({ kind: "seat", organizationCount: 2 });
    expect(await ownersOf(ann)).toMatchObject([
      { id: ann.owners[0]!.id, joinedFromUserId: null },
      { id: twin.owners[0]!.id, joinedFromUserId: twin.id },
    ]);
    expect(await ownersOf(twin)).toEqual([]);
    expect(await userOf(twin)).toMatchObject({ mergedIntoId: ann.id, name: "Annie" });
    expect(await userOf(ann)).toMatchObject({ mergedIntoId: null, name: "Ann Lee" });
  });

  test("the newer record may stay too, and each account of both is counted anew", async () => {
    const { ann, twin, account } = await createTwins();
    const elsewhere = await createAccount({ planSeatCount: 9 });
    await createOrganization(ann.owners, { account: elsewhere });

    expect(await join(twin, ann)).toMatchObject({ ok: true });
    expect(await userOf(ann)).toMatchObject({ mergedIntoId: twin.id });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
    expect(await reloadAccount(elsewhere)).toMatchObject({ usedSeatCount: 1 });
    expect(await findAccountUser(db, elsewhere.id, twin.id)).toMatchObject({ kind: "seat" });
    expect(await findAccountUser(db, elsewhere.id, ann.id)).toBeUndefined();
  });

  test("S4: a student's login makes a student of both, wherever they are", async () => {
    const { ann, twin, account } = await createTwins({ isStudent: true });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, studentCount: 1 });
    expect(await join(ann, twin)).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, studentCount: 1 });
  });

  test("leaves a row for each of the two in each account that says who, why and what it freed", async () => {
    const rep = await signInAs("account_rep");
    const { ann, twin, account, verifiedEmail } = await createTwins();
    const [mine, theirs] = [ann.owners[0]!, twin.owners[0]!];
    await join(ann, twin);

    const common = { action: "person.join", actor: rep.email, reason, accountId: account.id };
    expect(await auditOf(ann, twin)).toMatchObject([
      {
        ...common,
        subjectId: String(ann.id),
        before: { name: "Ann Lee", logins: mine.login, usedSeats: 3 },
        after: {
          name: "Ann Lee",
          usedSeats: 2,
          evidence: `${mine.login} and ${theirs.login}: same verified e-mail ${verifiedEmail}`,
        },
      },
      {
        ...common,
        subjectId: String(twin.id),
        before: { name: "Annie", logins: theirs.login, usedSeats: 3 },
        after: { logins: null, usedSeats: 2, joinedInto: `Ann Lee (person ${ann.id})` },
      },
    ]);
  });

  test("two people in no account leave a row each, too", async () => {
    const verifiedEmail = `${unique()}@fernhollow.example`;
    const [one, other] = [await createUser({ verifiedEmail }), await createUser({ verifiedEmail })];
    expect(await join(one, other)).toMatchObject({ ok: true });
    expect(await auditOf(one, other)).toMatchObject([
      { accountId: null, subjectId: String(one.id) },
      { accountId: null, subjectId: String(other.id) },
    ]);
  });

  test("S12: a bot with a person who is not is refused, and nothing changes", async () => {
    const { ann, twin, account } = await createTwins({ isBot: true });
    const result = await join(ann, twin);
    expect(result).toMatchObject({ ok: false, error: { code: "precondition_failed" } });
    expect(!result.ok && result.error.message).toBe(
      "Annie is a bot and Ann Lee is not. Bots can only be joined with bots.",
    );
    expect(await ownersOf(twin)).toHaveLength(1);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, botCount: 1 });
    expect(await auditOf(ann, twin)).toEqual([]);
  });

  test("S12: without evidence it takes the customer's word, with a link to it, whatever the names", async () => {
    const [one, other] = [await createUser({ name: "Ann Lee" }), await createUser({ name: "Ann Lee" })];
    expect((await preview(one, other)).plan).toMatchObject({ needsWord: true, refusal: undefined });
    for (const ticket of [undefined, "", "they said so"]) {
      expect(await join(one, other, { ticket })).toMatchObject({
        ok: false,
        error: { code: "invalid_input", fields: { ticket: [expect.any(String)] } },
      });
    }
    expect(await auditOf(one, other)).toEqual([]);

    const ticket = "https://desk.example/tickets/7";
    expect(await join(one, other, { ticket })).toMatchObject({ ok: true });
    expect((await auditOf(one, other))[0]).toMatchObject({ ticket, after: { evidence: "the customer said so" } });
    expect(await ownersOf(one)).toHaveLength(2);
  });

  test("S12: a bot and a person who is not a bot are not joined on anyone's word", async () => {
    const [human, bot] = [await createUser(), await createUser({ isBot: true })];
    const joined = await join(human, bot, { ticket: "https://desk.example/tickets/7" });
    expect(joined).toMatchObject({ ok: false, error: { code: "precondition_failed" } });
  });

  test("a person with themselves, a merged record and a forged id are refused", async () => {
    const { ann, twin, other } = await createTwins();
    const expected = await preview(ann, twin);
    expect(await join(ann, ann, expected)).toMatchObject({ ok: false });
    expect(await join(ann, { id: 999_999_999, owners: [] }, expected)).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
    await join(ann, twin);
    expect(await join(twin, other, expected)).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await ownersOf(other)).toHaveLength(1);
  });

  test("S17: is refused when seats or logins moved since the preview", async () => {
    const { ann, twin, other, account, verifiedEmail } = await createTwins();
    const shown = await preview(ann, twin);
    await createOrganization((await createUser()).owners, { account });
    expect(await join(ann, twin, shown)).toMatchObject({ ok: false, error: { code: "preview_changed" } });

    const again = await preview(ann, twin);
    await sayOf(other.owners[0]!, { verifiedEmail });
    await join(ann, other);
    expect(await join(ann, twin, again)).toMatchObject({ ok: false, error: { code: "preview_changed" } });
    expect(await ownersOf(twin)).toHaveLength(1);
  });

  test("clicked twice it is done once", async () => {
    const { ann, twin, account } = await createTwins();
    const expected = await preview(ann, twin);
    const results = await Promise.all([join(ann, twin, expected), join(ann, twin, expected)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: "not_found" } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
  });

  test("S14: joined both ways at once, one of the two stays", async () => {
    for (let round = 0; round < 5; round++) {
      const { ann, twin, account } = await createTwins();
      const expected = await preview(ann, twin);
      const results = await Promise.all([join(ann, twin, expected), join(twin, ann, expected)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
    }
  });

  test("S14: beside an activation elsewhere and an attachment no seat is lost and none stays", async () => {
    for (let round = 0; round < 5; round++) {
      const { ann, twin, account } = await createTwins();
      const [there, free] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 9 })];
      await createOrganization(twin.owners, { account: there, isActivated: false });
      const organization = await createOrganization(twin.owners);
      const results = await Promise.all([join(ann, twin), activate(there, twin), attach(free, organization)]);
      // Who came second sees other numbers, and looks again.
      if (!results[0].ok) expect(await join(ann, twin)).toMatchObject({ ok: true });
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
      expect(await listSeatDrift(db)).toEqual([]);
    }
  });

  test("S14: beside an import that brings a login of theirs into another account, nothing drifts", async () => {
    for (let round = 0; round < 5; round++) {
      const { ann, twin, account } = await createTwins();
      const there = await createAccount({ planSeatCount: 9 });
      const { login } = await createOrganization([], { account: there });
      await Promise.all([join(ann, twin), importRoster(login, twin.owners[0]!.login!)]);
      if ((await userOf(twin)).mergedIntoId === null) expect(await join(ann, twin)).toMatchObject({ ok: true });
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
      expect(await reloadAccount(there)).toMatchObject({ usedSeatCount: 1 });
      expect(await findAccountUser(db, there.id, ann.id)).toMatchObject({ kind: "seat" });
      expect(await listSeatDrift(db)).toEqual([]);
    }
  });

  test("support is refused and nothing changed", async () => {
    const { ann, twin, account } = await createTwins();
    const expected = await preview(ann, twin);
    await signInAs("support");
    expect(await join(ann, twin, expected)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await apart(ann, twin)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await ownersOf(twin)).toHaveLength(1);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3 });
    expect(await auditOf(ann, twin)).toEqual([]);
    expect(await db.select().from(rejectedJoins).where(eq(rejectedJoins.oneOwnerId, ann.owners[0]!.id))).toEqual([]);
  });

  test("without a reason it is refused", async () => {
    const { ann, twin } = await createTwins();
    const result = await join(ann, twin, { reason: "  " });
    expect(result).toMatchObject({ ok: false, error: { fields: { reason: expect.any(Array) } } });
  });
});

describe("keep apart", () => {
  test("every login of the one is rejected with every login of the other, both ways alike", async () => {
    const verifiedEmail = `${unique()}@fernhollow.example`;
    const one = await createUser({ verifiedEmail, logins: 2 });
    const other = await createUser({ verifiedEmail });
    expect(await apart(other, one)).toMatchObject({ ok: true });
    expect(await listEvidenceOf(db, one.id)).toMatchObject([{ isRejected: true }, { isRejected: true }]);
    expect(await apart(one, other)).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await auditOf(one, other)).toMatchObject([
      { action: "person.reject_join", accountId: null, subjectId: String(other.id), reason },
      { action: "person.reject_join", accountId: null, subjectId: String(one.id), reason },
    ]);
  });

  test("somebody may see better later: joined after all, they are kept apart no more", async () => {
    const { ann, twin } = await createTwins();
    await apart(ann, twin);
    expect(await join(ann, twin)).toMatchObject({ ok: true });
    const pair = sql`${rejectedJoins.oneOwnerId} = ${ann.owners[0]!.id}`;
    expect(await db.select().from(rejectedJoins).where(pair)).toEqual([]);
  });

  test("clicked twice it is done once", async () => {
    const { ann, twin } = await createTwins();
    const results = await Promise.all([apart(ann, twin), apart(ann, twin)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await auditOf(ann, twin)).toHaveLength(2);
  });

  test("stays so when an import finds that one of the two rows is another", async () => {
    const { ann, twin, verifiedEmail } = await createTwins();
    await apart(ann, twin);
    const [named] = twin.owners as [Person["owners"][0]];
    const numbered = await createUser({ serviceId: unique(), login: `was-${unique()}` });
    const row = `${unique()},${named.login},${numbered.owners[0]!.serviceId}`;
    await importFile(undefined, Buffer.from(`organization,login,service_id\n${row}\n`));
    expect(await db.select().from(owners).where(eq(owners.id, named.id))).toEqual([]);

    expect(await listEvidenceOf(db, ann.id)).toMatchObject([
      { ownerIds: [ann.owners[0]!.id, numbered.owners[0]!.id], verifiedEmail, isRejected: true },
    ]);
  });

  test("a person is not kept apart from themselves, nor from a merged record", async () => {
    const { ann, twin } = await createTwins();
    expect(await apart(ann, ann)).toMatchObject({ ok: false });
    await join(ann, twin);
    expect(await apart(ann, twin)).toMatchObject({ ok: false, error: { code: "not_found" } });
  });
});
