import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { type Account, accounts } from "@/db/schema/accounts";
import { memberships } from "@/db/schema/memberships";
import { type Organization, organizations } from "@/db/schema/organizations";
import { knownPeople, users } from "@/db/schema/people";
import { accountCandidates, accountUsers, organizationSeats } from "@/db/schema/seats";
import { seatVerdict } from "@/domain/seat-check";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { listRecounts, listSeatDrift } from "./seat-drift";

let account: Account;
let web: Organization;
let docs: Organization;
let [ann, bo, robot]: Person[] = [];

/** Ann in both organizations of the account, Bo and a bot in web; nothing differs. */
beforeEach(async () => {
  [ann, bo, robot] = [await createUser(), await createUser(), await createUser({ isBot: true })];
  account = await createAccount({ planSeatCount: 9 });
  web = await createOrganization([...ann.owners, ...bo.owners, ...robot.owners], { account });
  docs = await createOrganization(ann.owners, { account });
  expect(await driftOf()).toEqual([]);
});

async function driftOf() {
  const ours = ["", account.id];
  const people = [ann!, bo!, robot!].map(({ id }) => `marks of person ${id}`);
  const drift = await listSeatDrift(db);
  return drift.filter(({ accountId, what }) => ours.includes(accountId) && (accountId !== "" || people.includes(what)));
}

async function nameKeyOf({ id }: Person) {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  return user!.nameKey;
}

const inLedger = ({ id }: Person) => and(eq(accountUsers.accountId, account.id), eq(accountUsers.userId, id));
const counts = "seats, students, bots, organization seats, organizations";
const countsOf = ({ id }: Organization) => `activated, shared, students, bots of organization ${id}`;

describe("the drift of the seats names", () => {
  test("the counts of an account that differ from its memberships", async () => {
    await db.update(accounts).set({ usedSeatCount: 1, botCount: 4 }).where(eq(accounts.id, account.id));
    expect(await driftOf()).toEqual([
      { accountId: account.id, what: counts, stored: "{1,0,4,3,2}", recounted: "{2,0,1,3,2}" },
    ]);
  });

  test("the counts of an organization that differ from its memberships", async () => {
    const ofWeb = eq(organizationSeats.organizationId, web.id);
    await db.update(organizationSeats).set({ activatedCount: 4, studentCount: 1 }).where(ofWeb);
    await db.delete(organizationSeats).where(eq(organizationSeats.organizationId, docs.id));
    expect(await driftOf()).toEqual([
      { accountId: account.id, what: countsOf(web), stored: "{4,1,1,1}", recounted: "{3,1,0,1}" },
      { accountId: account.id, what: countsOf(docs), stored: "{0,0,0,0}", recounted: "{1,1,0,0}" },
    ]);
  });

  test("a seat in the ledger that nobody holds, as one that a deleted login left behind", async () => {
    const phantom = await createUser();
    const row = { accountId: account.id, userId: phantom.id, nameKey: await nameKeyOf(phantom) };
    await db.insert(accountUsers).values({ ...row, kind: "seat", organizationIds: [web.id] });
    expect(await driftOf()).toEqual([
      { accountId: account.id, what: `person ${phantom.id}`, stored: `seat in ${web.id}`, recounted: "none" },
    ]);
  });

  test("a person who is missing from the ledger", async () => {
    await db.delete(accountUsers).where(inLedger(bo!));
    expect(await driftOf()).toEqual([
      { accountId: account.id, what: `person ${bo!.id}`, stored: "none", recounted: `seat in ${web.id}` },
    ]);
  });

  test("a person who is kept as what they are not, or in too few organizations", async () => {
    await db.update(accountUsers).set({ kind: "seat" }).where(inLedger(robot!));
    await db
      .update(accountUsers)
      .set({ organizationIds: [web.id] })
      .where(inLedger(ann!));
    expect(await driftOf()).toEqual([
      {
        accountId: account.id,
        what: `person ${ann!.id}`,
        stored: `seat in ${web.id}`,
        recounted: `seat in ${web.id}, ${docs.id}`,
      },
      {
        accountId: account.id,
        what: `person ${robot!.id}`,
        stored: `seat in ${web.id}`,
        recounted: `bot in ${web.id}`,
      },
    ]);
  });

  test("a person's marks that differ from those of their logins", async () => {
    await db.update(users).set({ isStudent: true }).where(eq(users.id, bo!.id));
    expect(await driftOf()).toEqual([
      {
        accountId: "",
        what: `marks of person ${bo!.id}`,
        stored: "student true, bot false",
        recounted: "student false, bot false",
      },
    ]);
  });

  test("a member activated nowhere who is missing beside the ledger, and one kept there who is activated", async () => {
    const di = await createUser();
    await createOrganization(di.owners, { account, isActivated: false });
    await db.delete(accountCandidates).where(eq(accountCandidates.userId, di.id));
    await db.insert(accountCandidates).values({ accountId: account.id, userId: bo!.id, nameKey: await nameKeyOf(bo!) });
    expect(await driftOf()).toEqual([
      { accountId: account.id, what: `candidate ${bo!.id}`, stored: String(bo!.id), recounted: "none" },
      { accountId: account.id, what: `candidate ${di.id}`, stored: "none", recounted: String(di.id) },
    ]);
  });

  test("a name by which a person is sorted and no longer called", async () => {
    await db.update(accountUsers).set({ nameKey: "old" }).where(inLedger(bo!));
    expect(await driftOf()).toEqual([
      { accountId: account.id, what: `name of person ${bo!.id}`, stored: "old", recounted: await nameKeyOf(bo!) },
    ]);
  });

  test("the number of people known", async () => {
    const [wrong] = await db.insert(knownPeople).values({ count: 3 }).returning();
    expect((await listSeatDrift(db)).map(({ what }) => what)).toContain("people known");
    await db.delete(knownPeople).where(eq(knownPeople.id, wrong!.id));
    expect((await listSeatDrift(db)).map(({ what }) => what)).not.toContain("people known");
  });

  test("an activation that ended without its seat being freed", async () => {
    await db
      .update(memberships)
      .set({ isActivated: false })
      .where(and(eq(memberships.organizationId, web.id), eq(memberships.ownerId, bo!.owners[0]!.id)));
    expect(await driftOf()).toEqual([
      { accountId: account.id, what: countsOf(web), stored: "{3,1,0,1}", recounted: "{2,1,0,1}" },
      { accountId: account.id, what: `candidate ${bo!.id}`, stored: "none", recounted: String(bo!.id) },
      { accountId: account.id, what: `person ${bo!.id}`, stored: `seat in ${web.id}`, recounted: "none" },
      { accountId: account.id, what: counts, stored: "{2,0,1,3,2}", recounted: "{1,0,1,2,2}" },
    ]);
  });
});

test("a check of seats says that an account differs, before it says that it fits, and writes nothing", async () => {
  await db.update(organizations).set({ accountId: null, attachedAt: null }).where(eq(organizations.id, web.id));
  const before = await reloadAccount(account);
  const [recount] = await listRecounts(db, [account.id]);
  expect(recount).toEqual({ accountId: account.id, name: account.name, used: 2, recountedUsed: 1, total: 9 });
  expect(seatVerdict(recount!)).toEqual({ kind: "differs", words: "differs" });
  expect(await reloadAccount(account)).toEqual(before);
});
