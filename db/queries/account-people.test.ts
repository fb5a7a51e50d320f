import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import type { Account } from "@/db/schema/accounts";
import { memberships } from "@/db/schema/memberships";
import type { Organization } from "@/db/schema/organizations";
import { formerLogins, owners, users } from "@/db/schema/people";
import { AccountPeopleListing, parseListing } from "@/domain/input/listings";
import { createAccount, createOrganization, createUser, type Person } from "@/test/factories";
import { listAccountPeople } from "./account-people";
import { listRosterBatches, type RosterMember } from "./account-roster";
import { listSeatDrift } from "./seat-drift";

let account: Account;
let [web, api]: Organization[] = [];
let [ann, bo, cy, di, robot]: Person[] = [];

/** Ann is activated in both organizations, a login in each; Bo in one of his two; Cy is a student; Di is not activated. */
beforeAll(async () => {
  account = await createAccount({ planSeatCount: 9 });
  ann = await createUser({ name: "Ann Lee", logins: 2 });
  bo = await createUser({ name: "Bo Berg" });
  cy = await createUser({ name: "Cy 100%", isStudent: true });
  di = await createUser({ name: "Di Day" });
  robot = await createUser({ name: "robot", isBot: true });
  web = await createOrganization([ann.owners[0]!, ...bo.owners, ...cy.owners], { account, login: "web-of-people" });
  api = await createOrganization([ann.owners[1]!, ...robot.owners], { account, login: "api-of-people" });
  await createOrganization([...bo.owners, ...di.owners], { account, login: "zoo-of-people", isActivated: false });
  await createOrganization((await createUser({ name: "Elsewhere" })).owners, { account: await createAccount() });
  await createOrganization(di.owners, { account: await createAccount() });
});

function list(searchParams: Record<string, string> = {}) {
  return listAccountPeople(db, account.id, parseListing(AccountPeopleListing, searchParams));
}

async function names(searchParams: Record<string, string>) {
  return (await list(searchParams)).rows.map(({ name }) => name);
}

describe("people of an account", () => {
  test("are every member of its organizations, those not activated too, and the counts say how many those are", async () => {
    const { rows, total, notActivated } = await list();
    expect(rows.map(({ name, status }) => [name, status])).toEqual([
      ["Ann Lee", "seat"],
      ["Bo Berg", "seat"],
      ["Cy 100%", "student"],
      ["Di Day", "not_activated"],
      ["robot", "bot"],
    ]);
    expect({ total, notActivated }).toEqual({ total: 5, notActivated: 1 });
    expect(rows[3]!.since).toBeNull();
    expect(rows[0]!.since).toBeInstanceOf(Date);
  });

  test("show every login and each organization of the account, with its activations", async () => {
    const { rows } = await list();
    expect(rows[0]!.logins).toEqual(ann!.owners.map(({ login }) => login).sort());
    expect(rows[0]!.organizations).toEqual([
      { id: api!.id, login: "api-of-people", active: 1, inactive: 0 },
      { id: web!.id, login: "web-of-people", active: 1, inactive: 0 },
    ]);
    expect(rows[1]!.organizations).toMatchObject([
      { login: "web-of-people", active: 1, inactive: 0 },
      { login: "zoo-of-people", active: 0, inactive: 1 },
    ]);
    expect(rows[3]!.organizations).toHaveLength(1);
  });

  test("are found by name, by login and by former login; a wildcard is a letter", async () => {
    const [renamed] = await db
      .insert(owners)
      .values({ userId: di!.id, service: "github", serviceId: "people-5" })
      .returning();
    await db.insert(formerLogins).values({ ownerId: renamed!.id, login: "dusty-day" });

    expect(await names({ q: "ann l" })).toEqual(["Ann Lee"]);
    expect(await names({ q: bo!.owners[0]!.login!.toUpperCase() })).toEqual(["Bo Berg"]);
    expect(await names({ q: "dusty" })).toEqual(["Di Day"]);
    expect(await names({ q: "0%" })).toEqual(["Cy 100%"]);
    expect(await names({ q: "%" })).toEqual(["Cy 100%"]);
    expect((await list({ q: "dusty" })).rows[0]!.logins).toContain("formerly dusty-day (id people-5)");
  });

  test("are filtered by organization, status and overlap, and the counts follow", async () => {
    expect(await names({ organization: String(web!.id) })).toEqual(["Ann Lee", "Bo Berg", "Cy 100%"]);
    expect(await names({ status: "seat" })).toEqual(["Ann Lee", "Bo Berg"]);
    expect(await names({ status: "student" })).toEqual(["Cy 100%"]);
    expect(await names({ status: "bot" })).toEqual(["robot"]);
    expect(await list({ status: "not_activated" })).toMatchObject({ total: 1, notActivated: 1 });
    expect(await names({ overlap: "overlapping" })).toEqual(["Ann Lee"]);
    expect(await names({ organization: String(web!.id), status: "seat", q: "bo" })).toEqual(["Bo Berg"]);
  });

  test("are sorted by each column, those without a value last", async () => {
    expect(await names({ sort: "name", direction: "desc" })).toEqual([
      "robot",
      "Di Day",
      "Cy 100%",
      "Bo Berg",
      "Ann Lee",
    ]);
    expect(await names({ sort: "status" })).toEqual(["Ann Lee", "Bo Berg", "Cy 100%", "robot", "Di Day"]);
    expect((await names({ sort: "organizations", direction: "desc" }))[0]).toBe("Ann Lee");
    expect((await names({ sort: "since", direction: "desc" })).at(-1)).toBe("Di Day");
  });

  test("who is renamed stands where the new name belongs, activated or not, and by the index too", async () => {
    const rename = async (person: Person, name: string) =>
      db.update(users).set({ name }).where(eq(users.id, person.id));
    await rename(ann!, "Zoe Lee");
    await rename(di!, "aDa Day");
    expect(await names({})).toEqual(["aDa Day", "Bo Berg", "Cy 100%", "robot", "Zoe Lee"]);
    expect(await names({ status: "seat", direction: "desc" })).toEqual(["Zoe Lee", "Bo Berg"]);
    expect(await names({ q: "da", sort: "organizations" })).toEqual(["aDa Day"]);
    expect(await listSeatDrift(db)).toEqual([]);
    await rename(ann!, "Ann Lee");
    await rename(di!, "Di Day");
  });

  test("a page past the end is empty and still counts all", async () => {
    expect(await list({ page: "3" })).toEqual({ rows: [], total: 5, notActivated: 1 });
  });

  test("of another account's organization are not listed", async () => {
    const elsewhere = await createOrganization(ann!.owners, { account: await createAccount() });
    expect(await names({ organization: String(elsewhere.id) })).toEqual([]);
  });
});

describe("the roster of an account", () => {
  async function roster(searchParams: Record<string, string> = {}) {
    const members: RosterMember[] = [];
    const filters = parseListing(AccountPeopleListing, searchParams);
    for await (const batch of listRosterBatches(db, account.id, filters)) members.push(...batch);
    return members;
  }

  test("has a row a membership, by organization and login", async () => {
    const members = await roster();
    const rows = members.map(({ organization, login }) => `${organization} ${login}`);
    expect(rows).toHaveLength(7);
    expect(rows).toEqual(rows.toSorted());
    expect(members.filter(({ isActivated }) => !isActivated)).toHaveLength(2);
  });

  test("follows the filters of the list", async () => {
    expect(await roster({ status: "student" })).toMatchObject([{ login: cy!.owners[0]!.login, isStudent: true }]);
    expect(await roster({ organization: String(api!.id) })).toHaveLength(2);
    expect(await roster({ q: "bo berg" })).toHaveLength(2);
  });

  test("says of a mark what counts, and nothing where nobody said anything", async () => {
    const { id: userId } = await createUser();
    const common = { userId, service: "github" as const };
    const marked = await db
      .insert(owners)
      .values([
        { ...common, login: "marked-1", isStudentByImport: false, isBotByImport: true },
        { ...common, login: "marked-2", isStudentByImport: true, isStudentByStaff: false },
        { ...common, login: "marked-3", isKnownBot: true },
        { ...common, login: "marked-4", isKnownBot: true, isBotByStaff: false },
      ])
      .returning();
    await createOrganization(marked, { account, isActivated: false, login: "marked-people" });

    const members = await roster({ q: "marked-" });
    expect(members.map(({ login, isStudent, isBot }) => [login, isStudent, isBot])).toEqual([
      ["marked-1", false, true],
      ["marked-2", false, null],
      ["marked-3", null, true],
      ["marked-4", null, false],
    ]);
  });

  test("who wait for a seat are a status of their own, where they wait, and the roster does not end it", async () => {
    const other = await createAccount({ planSeatCount: 1 });
    const [wim, elsewhere] = [await createUser({ name: "Wim" }), await createUser({ name: "Else" })];
    const here = await createOrganization([...wim.owners, ...elsewhere.owners], { account: other, isActivated: false });
    const there = await createOrganization(elsewhere.owners, { account: await createAccount(), isActivated: false });
    const wait = (organizationId: number, person: Person) =>
      db
        .update(memberships)
        .set({ waitingSince: new Date() })
        .where(and(eq(memberships.organizationId, organizationId), eq(memberships.ownerId, person.owners[0]!.id)));
    await wait(here.id, wim);
    await wait(there.id, elsewhere);

    const rosterOfOther = [];
    for await (const batch of listRosterBatches(db, other.id, parseListing(AccountPeopleListing, {}))) {
      rosterOfOther.push(...batch.map(({ login, isActivated }) => [login, isActivated]));
    }
    const logins = [
      [wim.owners[0]!.login, null],
      [elsewhere.owners[0]!.login, false],
    ];
    expect(rosterOfOther.toSorted()).toEqual(logins.toSorted());

    const waiting = await listAccountPeople(db, other.id, parseListing(AccountPeopleListing, { status: "waiting" }));
    expect(waiting).toMatchObject({ rows: [{ name: "Wim", isWaiting: true, status: "not_activated" }], total: 1 });
    const all = await listAccountPeople(db, other.id, parseListing(AccountPeopleListing, {}));
    expect(all.rows.map(({ name, isWaiting }) => [name, isWaiting])).toEqual([
      ["Else", false],
      ["Wim", true],
    ]);
  });
});
