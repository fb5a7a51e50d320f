import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listFormerMembershipsOf } from "@/db/queries/former-memberships";
import { listMembershipsOf } from "@/db/queries/person";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { listEvidenceOf } from "@/db/queries/suggestions/suggested-joins";
import type { Account } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { formerMemberships, memberships } from "@/db/schema/memberships";
import { organizations } from "@/db/schema/organizations";
import { formerLogins, owners, users } from "@/db/schema/people";
import { accountUsers } from "@/db/schema/seats";
import type { Activate } from "@/domain/imports";
import { type RosterRow, unsaid } from "@/domain/roster-rows";
import { collapseRosters } from "@/domain/rosters";
import { createAccount, createOrganization, createUser, evidenceOf, reloadAccount } from "@/test/factories";
import { importRosters, previewRosters } from "./import-rosters";

const cli = { kind: "cli", user: "tester" } as const;

let name: string;
/** A login of this test's own. */
const own = (login: string) => `${login}-${name}`;

beforeEach(() => {
  name = randomUUID().slice(0, 8);
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

type Row = Partial<RosterRow> & { organization?: string };

function rosterOf(rows: Row[], organizationLogins: string[] = [own("acme")]) {
  return collapseRosters("github", [
    {
      source: "acme.csv",
      organizations: organizationLogins.map((login) => ({ login, line: undefined })),
      rows: rows.map((row, index) => ({
        source: "acme.csv",
        line: index + 2,
        organization: organizationLogins[0]!,
        role: "member" as const,
        login: null,
        ...unsaid,
        ...row,
      })),
      plans: [],
      skippedRows: [],
    },
  ]);
}

type Options = { activate?: Activate; allowShrink?: boolean; organizations?: string[] };

function options({ activate = "none", allowShrink = false }: Options) {
  return { activate, allowShrink, reason: "Import of acme.csv" };
}

async function apply(rows: Row[], choice: Options = {}) {
  const rosters = rosterOf(rows, choice.organizations);
  return importRosters(cli, { rosters, ...options(choice) });
}

async function run(rows: Row[], choice: Options = {}) {
  return (await apply(rows, choice)).outcome;
}

async function preview(rows: Row[], choice: Options = {}) {
  return (await previewRosters(rosterOf(rows, choice.organizations), options(choice))).outcome;
}

async function ownerBy(login: string) {
  const [owner] = await db.select().from(owners).where(sql`lower(${owners.login}) = lower(${login})`);
  return owner;
}

async function ownerById(id: number) {
  const [owner] = await db.select().from(owners).where(eq(owners.id, id));
  return owner;
}

async function personBy(id: number) {
  const [person] = await db.select().from(users).where(eq(users.id, id));
  return person;
}

const byFirst = ([one]: number[], [other]: number[]) => one! - other!;

async function formerOf(ownerId: number) {
  const rows = await db.select().from(formerLogins).where(eq(formerLogins.ownerId, ownerId)).orderBy(formerLogins.id);
  return rows.map(({ login }) => login);
}

async function membersOf(login: string) {
  const rows = await db
    .select({ login: owners.login, role: memberships.role, isActivated: memberships.isActivated })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(organizations.login, login))
    .orderBy(owners.login);
  return rows;
}

describe("members", () => {
  test("a new organization is made, its logins each bring a person, and nobody is activated unless told", async () => {
    const outcome = await run([{ login: own("ann"), role: "admin" }, { login: own("bo") }]);
    expect(outcome.organizations).toMatchObject([
      { login: own("acme"), isNew: true, membersBefore: 0, membersAfter: 2, added: 2, removed: 0, activated: 0 },
    ]);
    expect(await membersOf(own("acme"))).toEqual([
      { login: own("ann"), role: "admin", isActivated: false },
      { login: own("bo"), role: "member", isActivated: false },
    ]);
    const [ann, bo] = [await ownerBy(own("ann")), await ownerBy(own("bo"))];
    expect(ann!.userId).not.toBe(bo!.userId);
  });

  test("people missing from the roster leave; coming back is a new membership, not activated", async () => {
    await run([{ login: own("ann") }, { login: own("bo") }], { activate: "all" });
    expect((await run([{ login: own("ann") }])).organizations).toMatchObject([{ removed: 1, membersAfter: 1 }]);
    expect((await run([{ login: own("ann") }, { login: own("bo") }])).organizations).toMatchObject([{ added: 1 }]);
    expect(await membersOf(own("acme"))).toMatchObject([
      { login: own("ann"), isActivated: true },
      { login: own("bo"), isActivated: false },
    ]);
  });

  test("whoever leaves is remembered as what they were, with the import that ended it; a preview remembers nobody", async () => {
    await run([{ login: own("ann"), role: "admin" }, { login: own("bo") }], { activate: "all" });
    const { userId, id } = (await ownerBy(own("ann")))!;
    const [was] = await db.select().from(memberships).where(eq(memberships.ownerId, id));
    expect(was!.activationChangedAt).toEqual(was!.createdAt);

    await preview([{ login: own("bo") }], { allowShrink: true });
    expect(await listFormerMembershipsOf(db, userId, 1)).toMatchObject({ total: 0 });
    await run([{ login: own("bo") }], { allowShrink: true });
    expect(await listFormerMembershipsOf(db, userId, 1)).toMatchObject({
      total: 1,
      rows: [
        {
          ownerId: id,
          organization: own("acme"),
          role: "admin",
          wasActivated: true,
          since: was!.createdAt,
          reason: "Import of acme.csv",
          actor: "cli:tester",
        },
      ],
    });
  });

  test("an activation that a roster ends says since when and why", async () => {
    await run([{ login: own("ann") }, { login: own("bo") }]);
    const { userId } = (await ownerBy(own("ann")))!;
    const first = async () => (await listMembershipsOf(db, userId, 1)).rows[0]!;
    expect(await first()).toMatchObject({ isActivated: false, activationChangedAt: null });
    await run([{ login: own("ann"), isActivated: true }, { login: own("bo") }]);
    const began = await first();
    expect(began).toMatchObject({ isActivated: true, activationReason: "Import of acme.csv" });
    await run([{ login: own("ann"), isActivated: false }, { login: own("bo") }]);
    const ended = await first();
    expect(ended).toMatchObject({
      isActivated: false,
      activationReason: "Import of acme.csv",
      activationActor: "cli:tester",
    });
    expect(ended.activationChangedAt!.getTime()).toBeGreaterThan(began.activationChangedAt!.getTime());
  });

  test("importing the same again changes nothing, writes no audit row and moves the as-of time", async () => {
    const rows = [{ login: own("ann"), name: "Ann", email: "ann@example.com", isStudent: true }];
    await run(rows, { activate: "all" });
    const [before] = await db
      .select()
      .from(organizations)
      .where(eq(organizations.login, own("acme")));
    const again = await run(
      [{ login: own("ANN").toUpperCase(), name: "Ann", email: "ANN@example.com", isStudent: true }],
      { activate: "all" },
    );

    expect(again.organizations).toMatchObject([
      { added: 0, removed: 0, activated: 0, deactivated: 0, rolesChanged: 0, peopleUpdated: 0, isNew: false },
    ]);
    expect((await ownerBy(own("ann")))!.login).toBe(own("ann"));
    const rowsOf = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, String(before!.id)));
    expect(rowsOf).toHaveLength(1);
    const [after] = await db
      .select()
      .from(organizations)
      .where(eq(organizations.login, own("acme")));
    expect(after!.importedAt!.getTime()).toBeGreaterThan(before!.importedAt!.getTime());
  });

  test("a new organization that nobody is in is audited, once", async () => {
    const { organizations: made } = await run([]);
    expect(made).toMatchObject([{ isNew: true, membersAfter: 0 }]);
    await run([]);
    const subjectId = String(made[0]!.organizationId);
    expect(await db.select().from(auditLog).where(eq(auditLog.subjectId, subjectId))).toMatchObject([
      { action: "roster.import", after: { login: own("acme"), members: 0 } },
    ]);
  });

  test("an empty roster of an organization with members is refused, and so is one that halves twenty", async () => {
    const logins = Array.from({ length: 20 }, (_, index) => ({ login: own(`p${index}`) }));
    await run(logins);
    await expect(run([])).rejects.toThrow("is empty");
    await expect(run(logins.slice(0, 9))).rejects.toThrow("more than half");
    expect(await membersOf(own("acme"))).toHaveLength(20);
    expect((await run(logins.slice(0, 9), { allowShrink: true })).organizations).toMatchObject([{ removed: 11 }]);
  });

  test("the preview is the outcome, and leaves nothing behind", async () => {
    const rows = [{ login: own("ann") }, { login: own("bo"), isBot: true }];
    const shown = await preview(rows, { activate: "all" });
    expect(await ownerBy(own("ann"))).toBeUndefined();
    const done = await run(rows, { activate: "all" });
    const withoutIds = ({ organizations, ...rest }: typeof done) => ({
      ...rest,
      organizations: organizations.map(({ organizationId: _, ...organization }) => organization),
    });
    expect(withoutIds(done)).toEqual(withoutIds(shown));
  });

  test("a roster that names no role makes new members plain ones and demotes nobody", async () => {
    await run([{ login: own("ann"), role: "admin" }]);
    await run([
      { login: own("ann"), role: null },
      { login: own("bo"), role: null },
    ]);
    expect(await membersOf(own("acme"))).toMatchObject([{ role: "admin" }, { role: "member" }]);
  });
});

describe("what tells who a login is", () => {
  const knownOf = async (login: string) => {
    const owner = (await ownerBy(login))!;
    return [owner.email, ...(await evidenceOf(owner))];
  };
  const verified = { email: "a@x.example", verifiedEmails: ["Ann@acme.example"], samlNameIds: ["alee"] };

  test("comes with the first roster that says it, a blank leaves it, and a spelling by case too", async () => {
    await run([{ login: own("ann"), ...verified }]);
    expect(await knownOf(own("ann"))).toEqual(["a@x.example", "Ann@acme.example", "alee"]);
    const again = await run([{ login: own("ann"), verifiedEmails: ["ann@ACME.example"] }]);
    expect(again.organizations).toMatchObject([{ peopleUpdated: 0 }]);
    expect(await knownOf(own("ann"))).toEqual(["a@x.example", "Ann@acme.example", "alee"]);
  });

  test("is replaced by news, which counts as a person updated and joins nobody", async () => {
    await run([{ login: own("ann"), ...verified }, { login: own("bo") }]);
    const outcome = await run([
      { login: own("ann"), verifiedEmails: ["lee@acme.example"] },
      { login: own("bo"), verifiedEmails: ["lee@acme.example"], samlNameIds: ["alee"] },
    ]);
    expect(outcome).toMatchObject({ organizations: [{ peopleUpdated: 2 }], joined: 0 });
    expect(await knownOf(own("ann"))).toEqual(["a@x.example", "alee", "lee@acme.example"]);
    expect((await ownerBy(own("ann")))!.userId).not.toBe((await ownerBy(own("bo")))!.userId);
  });

  test("unites when two stored logins turn out to be one", async () => {
    const numbered = await createUser({ login: own("old"), serviceId: `7-${name}`, samlNameId: "one" });
    await createUser({ login: own("new"), samlNameId: "other", verifiedEmail: "new@acme.example" });
    await run([{ login: own("new"), serviceId: `7-${name}` }]);
    expect(await ownerById(numbered.owners[0]!.id)).toMatchObject({ login: own("new") });
    expect(await evidenceOf(numbered.owners[0]!)).toEqual(["new@acme.example", "one", "other"]);
  });

  test("of rows by id and by login that turn out to be one is united", async () => {
    const user = await createUser({ login: own("ann"), serviceId: `7-${name}` });
    await run([
      { login: own("ann"), verifiedEmails: ["a@x.example"] },
      { serviceId: `7-${name}`, verifiedEmails: ["b@x.example"] },
    ]);
    expect(await evidenceOf(user.owners[0]!)).toEqual(["a@x.example", "b@x.example"]);
  });

  test("a name that some row still says stays, and else the last one counts", async () => {
    await run([{ login: own("ann"), name: "Ann Lee" }]);
    const named = async (...names: string[]) => {
      await run(names.map((said) => ({ login: own("ann"), name: said })));
      return (await ownerBy(own("ann")))!.name;
    };
    expect(await named("Ann B. Lee", "Ann Lee")).toBe("Ann Lee");
    expect(await named("Ann B. Lee")).toBe("Ann B. Lee");
  });
});

describe("login and id", () => {
  test("a login without an id gets its id when a source names it", async () => {
    const {
      owners: [ann],
    } = await createUser();
    await run([{ login: ann!.login, serviceId: `1-${name}` }]);
    expect(await ownerById(ann!.id)).toMatchObject({ login: ann!.login, serviceId: `1-${name}` });
  });

  test("the same id with another login is a rename, and the old name is remembered", async () => {
    const {
      id,
      owners: [ann],
    } = await createUser({ login: own("ann"), serviceId: `1-${name}` });
    const { outcome, logins } = await apply([{ login: own("annika"), serviceId: `1-${name}` }]);
    expect(outcome.renamed).toBe(1);
    expect(logins.renamed).toEqual([{ from: own("ann"), to: own("annika") }]);
    expect(await ownerById(ann!.id)).toMatchObject({ login: own("annika"), userId: id });
    expect(await formerOf(ann!.id)).toEqual([own("ann")]);
  });

  test("the same login with another id is somebody new; the old owner keeps its id and has the name as a former one", async () => {
    const {
      owners: [old],
    } = await createUser({ login: own("bob"), serviceId: `5-${name}` });
    await createOrganization([old!], { login: own("other") });
    await run([{ login: own("bob"), serviceId: `6-${name}` }]);

    expect(await ownerById(old!.id)).toMatchObject({ login: null, serviceId: `5-${name}` });
    expect(await formerOf(old!.id)).toEqual([own("bob")]);
    expect(await ownerBy(own("bob"))).toMatchObject({ serviceId: `6-${name}` });
    const [person] = await db.select().from(users).where(eq(users.id, old!.userId));
    expect(person!.name).toBe(`formerly ${own("bob")} (id 5-${name})`);
  });

  test("a roster may swap two names", async () => {
    const {
      owners: [ann],
    } = await createUser({ login: own("ann"), serviceId: `1-${name}` });
    const {
      owners: [bo],
    } = await createUser({ login: own("bo"), serviceId: `2-${name}` });
    await run([
      { login: own("bo"), serviceId: `1-${name}` },
      { login: own("ann"), serviceId: `2-${name}` },
    ]);
    expect(await ownerById(ann!.id)).toMatchObject({ login: own("bo"), serviceId: `1-${name}` });
    expect(await ownerById(bo!.id)).toMatchObject({ login: own("ann"), serviceId: `2-${name}` });
    expect(await formerOf(ann!.id)).toEqual([own("ann")]);
  });

  test("a roster without ids finds current logins only: a former name is a new owner", async () => {
    const {
      owners: [ann],
    } = await createUser({ login: own("ann"), serviceId: `1-${name}` });
    await run([{ login: own("annika"), serviceId: `1-${name}` }]);
    await run([{ login: own("ann") }, { login: own("annika"), serviceId: `1-${name}` }]);
    const newcomer = await ownerBy(own("ann"));
    expect(newcomer!.id).not.toBe(ann!.id);
    expect(newcomer!.userId).not.toBe(ann!.userId);
  });

  test("two rows that turn out to be one owner are joined: memberships unite, activated and admin win", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const numbered = await createUser({ login: own("old"), serviceId: `7-${name}` });
    const named = await createUser({ login: own("new"), isStudent: true });
    await createOrganization(numbered.owners, { login: own("one"), account });
    await createOrganization(named.owners, { login: own("two"), account });
    await createOrganization([...numbered.owners, ...named.owners], {
      login: own("both"),
      account,
      isActivated: false,
    });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, studentCount: 1 });

    const { outcome, logins } = await apply([{ login: own("new"), serviceId: `7-${name}`, role: "admin" }]);
    expect(outcome.joined).toBe(1);
    expect(logins.joined).toEqual([
      {
        login: own("new"),
        intoLogin: own("old"),
        accountIds: [account.id],
        userId: named.id,
        intoUserId: numbered.id,
        isPersonGone: true,
      },
    ]);
    expect(await ownerBy(own("new"))).toMatchObject({
      id: numbered.owners[0]!.id,
      serviceId: `7-${name}`,
      isStudent: true,
    });
    expect(await formerOf(numbered.owners[0]!.id)).toEqual([own("old")]);
    expect(await membersOf(own("both"))).toHaveLength(1);
    const [gone] = await db.select().from(users).where(eq(users.id, named.id));
    expect(gone!.mergedIntoId).toBe(numbered.id);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, studentCount: 1 });
  });

  test("a join takes along what the login left, and since when it was activated", async () => {
    const numbered = await createUser({ login: own("old"), serviceId: `7-${name}` });
    const named = await createUser({ login: own("new") });
    const [both, left] = [await createOrganization([...numbered.owners, ...named.owners]), await createOrganization()];
    const [idle, active] = [numbered.owners[0]!.id, named.owners[0]!.id];
    const began = new Date("2026-01-02");
    await db.update(memberships).set({ isActivated: false }).where(eq(memberships.ownerId, idle));
    await db.update(memberships).set({ activationChangedAt: began }).where(eq(memberships.ownerId, active));
    await db.insert(formerMemberships).values({
      ownerId: active,
      organizationId: left.id,
      role: "member",
      wasActivated: false,
      since: began,
    });

    await run([{ login: own("new"), serviceId: `7-${name}` }]);
    expect(await listFormerMembershipsOf(db, numbered.id, 1)).toMatchObject({ rows: [{ organization: left.login }] });
    const { rows } = await listMembershipsOf(db, numbered.id, 1);
    expect(rows.find(({ organizationId }) => organizationId === both.id)).toMatchObject({
      isActivated: true,
      activationChangedAt: began,
    });
  });

  test("a join leaves an audit row in every account it touches, and one without where there is none", async () => {
    const [first, second] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 9 })];
    const numbered = await createUser({ login: own("old"), serviceId: `7-${name}` });
    const named = await createUser({ login: own("new") });
    await createOrganization(numbered.owners, { account: first });
    await createOrganization(named.owners, { account: second });
    const nowhere = await createUser({ login: null, serviceId: `8-${name}` });
    const nowhereNamed = await createUser({ login: own("bo") });
    await run([
      { login: own("new"), serviceId: `7-${name}` },
      { login: own("bo"), serviceId: `8-${name}` },
    ]);

    const rows = await db.select().from(auditLog).where(eq(auditLog.action, "person.join")).orderBy(auditLog.id);
    const of = ({ id }: { id: number }) => rows.filter(({ subjectId }) => subjectId === String(id));
    expect(
      of(named)
        .map(({ accountId }) => accountId)
        .sort(),
    ).toEqual([first.id, second.id].sort());
    for (const row of of(named)) {
      expect(row).toMatchObject({ before: { login: own("new") }, after: { login: own("old"), person: numbered.id } });
    }
    expect(of(nowhereNamed)).toMatchObject([
      { accountId: null, before: { login: own("bo") }, after: { login: `id 8-${name}`, person: nowhere.id } },
    ]);
  });

  test("a joined login goes to the person of the id; who keeps another stays, with their seat and a suggestion", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const numbered = await createUser({ login: own("old"), serviceId: `7-${name}` });
    const named = await createUser({ logins: 2 });
    const [joining, kept] = named.owners;
    await createOrganization(numbered.owners, { account });
    await createOrganization([joining!], { account, login: own("two") });
    await createOrganization([kept!], { account });

    const { logins } = await apply([{ login: joining!.login, serviceId: `7-${name}` }], {
      organizations: [own("two")],
    });
    expect(logins.joined).toMatchObject([{ userId: named.id, intoUserId: numbered.id, isPersonGone: false }]);
    expect(await personBy(named.id)).toMatchObject({ mergedIntoId: null });
    expect(await ownerById(kept!.id)).toMatchObject({ userId: named.id });
    const people = [numbered.id, named.id];
    expect(await listEvidenceOf(db, named.id)).toMatchObject([{ userIds: people, evidence: ["same_owner"] }]);
    const held = await db.select().from(accountUsers).where(eq(accountUsers.accountId, account.id));
    expect(held.map(({ userId, organizationCount }) => [userId, organizationCount]).sort(byFirst)).toEqual([
      [numbered.id, 2],
      [named.id, 1],
    ]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
  });

  test("a blank login where the id stands is the owner with this id, and changes no name", async () => {
    const {
      owners: [ann],
    } = await createUser({ login: own("ann"), serviceId: `1-${name}` });
    expect((await run([{ serviceId: `1-${name}` }])).renamed).toBe(0);
    expect(await ownerById(ann!.id)).toMatchObject({ login: own("ann") });
    expect(await membersOf(own("acme"))).toMatchObject([{ login: own("ann") }]);
  });

  test("one row by id and one by login that are the same stored owner collapse to one member", async () => {
    await createUser({ login: own("ann"), serviceId: `1-${name}` });
    const outcome = await run([
      { serviceId: `1-${name}`, role: "admin" },
      { login: own("ann"), name: "Ann" },
    ]);
    expect(outcome.organizations).toMatchObject([{ membersAfter: 1, added: 1 }]);
    expect(await membersOf(own("acme"))).toMatchObject([{ login: own("ann"), role: "admin" }]);
  });

  test("one row by id and one by login that contradict each other are refused with both lines and values", async () => {
    await createUser({ login: own("ann"), serviceId: `1-${name}` });
    const byId = { serviceId: `1-${name}`, isStudent: true, isActivated: true };
    await expect(run([byId, { login: own("ann"), isStudent: false }])).rejects.toThrow(
      `acme.csv:3: The student mark of ${own("ann")} is "false" here, but "true" in acme.csv:2. Keep one.`,
    );
    await expect(run([{ login: own("bo") }, { login: own("ann"), isActivated: false }, byId])).rejects.toThrow(
      /^acme\.csv:4: .*is "true" here, but "false" in acme\.csv:3\. Keep one\.$/,
    );
  });

  test("two imports that bring the same login at once make one owner", async () => {
    const row = [{ login: own("ann") }];
    await Promise.all([
      run(row, { organizations: [own("one")] }),
      run(row, { organizations: [own("two")] }),
      run(row, { organizations: [own("three")] }),
    ]);
    const rows = await db
      .select()
      .from(owners)
      .where(eq(owners.login, own("ann")));
    expect(rows).toHaveLength(1);
  });
});

describe("marks", () => {
  test("the import's word makes a student or a bot; a blank changes nothing", async () => {
    await run([
      { login: own("ann"), isStudent: true },
      { login: own("rob"), isBot: true },
    ]);
    await run([{ login: own("ann") }, { login: own("rob") }]);
    expect(await ownerBy(own("ann"))).toMatchObject({ isStudent: true });
    expect(await ownerBy(own("rob"))).toMatchObject({ isBot: true });
  });

  test("the known list comes before the import, for new owners and for those an id unmasks", async () => {
    await run([{ login: `${own("ci")}[bot]`, isBot: false }, { login: own("dependable") }]);
    expect(await ownerBy(`${own("ci")}[bot]`)).toMatchObject({ isBot: true });
    expect(await ownerBy(own("dependable"))).toMatchObject({ isBot: false });
    await run([{ login: `${own("ci")}[bot]` }, { login: own("dependable"), serviceId: "49699333" }]);
    expect(await ownerBy(own("dependable"))).toMatchObject({ isBot: true, isKnownBot: true });
  });

  test("what staff set is never overridden, and the result says so", async () => {
    const {
      owners: [ann],
    } = await createUser({ login: own("ann") });
    await db.update(owners).set({ isStudentByStaff: false }).where(eq(owners.id, ann!.id));
    const { outcome, logins } = await apply([{ login: own("ann"), isStudent: true }]);
    expect(outcome.keptMarks).toBe(1);
    expect(logins.keptMarks).toEqual([{ login: own("ann"), mark: "student", value: false }]);
    expect(await ownerById(ann!.id)).toMatchObject({ isStudent: false });
  });

  test("staff's word on a bot beats the known list", async () => {
    const login = `${own("ci")}[bot]`;
    const {
      id,
      owners: [ci],
    } = await createUser({ login });
    await db.update(owners).set({ isBotByStaff: false }).where(eq(owners.id, ci!.id));
    await run([{ login, isBot: true }]);
    expect(await ownerById(ci!.id)).toMatchObject({ isKnownBot: true, isBot: false });
    expect(await personBy(id)).toMatchObject({ isBot: false, kind: "seat" });
  });

  describe("of a person with two logins in an account", () => {
    let account: Account;
    let person: Awaited<ReturnType<typeof createUser>>;

    async function createPerson(facts: Parameters<typeof createUser>[0] = {}) {
      account = await createAccount({ planSeatCount: 9 });
      person = await createUser({ logins: 2, ...facts });
      await createOrganization(person.owners, { account, login: own("acme") });
    }

    const marks = (...said: Row[]) => run(person.owners.map(({ login }, index) => ({ login, ...said[index] })));

    test("one student makes the person a student", async () => {
      await createPerson();
      await marks({ isStudent: true }, { isStudent: false });
      expect(await personBy(person.id)).toMatchObject({ kind: "student" });
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, studentCount: 1, botCount: 0 });
    });

    test("one bot makes the person none, and two do", async () => {
      await createPerson();
      await marks({ isBot: true });
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, botCount: 0 });
      await marks({}, { isBot: true });
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, botCount: 1 });
    });

    test("one that is a person's after all makes the person no bot", async () => {
      await createPerson({ isBot: true });
      await marks({}, { isBot: false });
      expect(await personBy(person.id)).toMatchObject({ kind: "seat" });
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, botCount: 0 });
    });

    test("a student and a bot at once is a bot", async () => {
      await createPerson();
      await marks({ isStudent: true, isBot: true }, { isBot: true });
      expect(await personBy(person.id)).toMatchObject({ isStudent: true, isBot: true, kind: "bot" });
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, studentCount: 0, botCount: 1 });
    });
  });

  test("a mark recounts every account of the person, and a fact may leave an account over", async () => {
    const [first, second] = [await createAccount({ planSeatCount: 0 }), await createAccount({ planSeatCount: 0 })];
    const {
      owners: [ann],
    } = await createUser({ login: own("ann"), isStudent: true });
    await createOrganization([ann!], { login: own("acme"), account: first });
    await createOrganization([ann!], { account: second });
    await run([{ login: own("ann"), isStudent: false }]);
    for (const account of [first, second]) {
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, studentCount: 0 });
    }
    const rows = await db.select().from(auditLog).where(eq(auditLog.accountId, second.id));
    expect(rows).toMatchObject([{ action: "roster.import", before: { usedSeats: 0 }, after: { usedSeats: 1 } }]);
  });

  test("a student who turns out to be a bot costs no seat before or after, and is told and audited all the same", async () => {
    const account = await createAccount({ planSeatCount: 0 });
    const ann = await createUser({ login: own("ann"), isStudent: true });
    await createOrganization(ann.owners, { account });
    const row = { login: own("ann"), isBot: true };
    const counts = { studentsBefore: 1, studentsAfter: 0, botsBefore: 0, botsAfter: 1 };

    expect((await preview([row])).accounts).toMatchObject([counts]);
    expect((await run([row])).accounts).toMatchObject([{ ...counts, usedBefore: 0, usedAfter: 0 }]);
    const rows = await db.select().from(auditLog).where(eq(auditLog.accountId, account.id));
    expect(rows).toMatchObject([
      { before: { usedSeats: 0, students: 1, bots: 0 }, after: { usedSeats: 0, students: 0, bots: 1 } },
    ]);
  });
});

describe("activation", () => {
  let account: Account;

  async function attachAcme(seats: Parameters<typeof createAccount>[0], members = 0) {
    account = await createAccount(seats);
    const people = await Promise.all(Array.from({ length: members }, (_, i) => createUser({ login: own(`p${i}`) })));
    return createOrganization(
      people.flatMap(({ owners }) => owners),
      { login: own("acme"), account },
    );
  }

  test("a cell decides; where it is blank, the call's word does", async () => {
    const rows = [
      { login: own("ann"), isActivated: true },
      { login: own("bo"), isActivated: false },
      { login: own("cy") },
    ];
    await run(rows, { activate: "all" });
    expect(await membersOf(own("acme"))).toMatchObject([
      { isActivated: true },
      { isActivated: false },
      { isActivated: true },
    ]);
    await run([{ login: own("ann"), isActivated: false }, { login: own("bo") }, { login: own("cy") }]);
    expect(await membersOf(own("acme"))).toMatchObject([
      { isActivated: false },
      { isActivated: false },
      { isActivated: true },
    ]);
  });

  test("more than fit is refused whole and says how many are missing", async () => {
    await attachAcme({ planSeatCount: 2 });
    const rows = ["a", "b", "c", "d"].map((login) => ({ login: own(login) }));
    const shown = await preview(rows, { activate: "all" });
    expect(shown.accounts).toMatchObject([
      { usedAfter: 4, total: 2, over: 2, refusal: { code: "no_seats", missing: 2 } },
    ]);
    await expect(run(rows, { activate: "all" })).rejects.toThrow("2 seats short");
    expect(await membersOf(own("acme"))).toEqual([]);
    expect(await ownerBy(own("a"))).toBeUndefined();
  });

  test("facts come first: seats freed in the same step are there for those who come", async () => {
    await attachAcme({ planSeatCount: 2 }, 2);
    const outcome = await run([{ login: own("p0") }, { login: own("new") }], { activate: "all" });
    expect(outcome.accounts).toMatchObject([{ usedBefore: 2, usedAfter: 2, refusal: undefined }]);
  });

  test("net use does not count: nobody who leaves pays for someone who comes while the account stays over", async () => {
    await attachAcme({ planSeatCount: 1 }, 4);
    const rows = [{ login: own("p0") }, { login: own("p1") }, { login: own("new"), isActivated: true }];
    await expect(run(rows)).rejects.toThrow("2 seats short");
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 4 });
    expect((await run(rows.slice(0, 2))).accounts).toMatchObject([{ usedAfter: 2, over: 1, refusal: undefined }]);
  });

  test("in an organization of no account activation is recorded and not gated", async () => {
    account = await createAccount({ planSeatCount: 1 });
    const ann = await createUser({ login: own("ann") });
    await createOrganization(ann.owners, { account });
    const outcome = await run([{ login: own("ann") }, { login: own("bo") }], { activate: "all" });
    expect(outcome).toMatchObject({ organizations: [{ accountId: null, activated: 2 }], accounts: [] });
    expect(await membersOf(own("acme"))).toMatchObject([{ isActivated: true }, { isActivated: true }]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
  });

  test("bots, students and those seated already are activated in a full account", async () => {
    await attachAcme({ planSeatCount: 1 }, 1);
    await createOrganization([], { login: own("second"), account });
    const rows = [{ login: own("p0") }, { login: own("stu"), isStudent: true }, { login: own("rob"), isBot: true }];
    const outcome = await run(rows, { activate: "all", organizations: [own("second")] });
    expect(outcome.organizations).toMatchObject([{ activated: 3 }]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, studentCount: 1, botCount: 1 });
  });

  test("into an inactive account nobody is activated, but facts are recorded", async () => {
    await attachAcme({ planSeatCount: 9, isActive: false });
    await expect(run([{ login: own("stu"), isStudent: true }], { activate: "all" })).rejects.toThrow("inactive");
    expect((await run([{ login: own("stu") }])).organizations).toMatchObject([{ added: 1 }]);
  });

  test("where overage is allowed it is done and shown as over", async () => {
    await attachAcme({ planSeatCount: 0, overage: "allow" });
    expect((await run([{ login: own("ann") }], { activate: "all" })).accounts).toMatchObject([
      { over: 1, usedAfter: 1 },
    ]);
  });

  test("two imports at once on the last seat: one is refused and the pool is never oversold", async () => {
    account = await createAccount({ planSeatCount: 1 });
    await createOrganization([], { login: own("one"), account });
    await createOrganization([], { login: own("two"), account });
    const results = await Promise.allSettled([
      run([{ login: own("ann") }], { activate: "all", organizations: [own("one")] }),
      run([{ login: own("bo") }], { activate: "all", organizations: [own("two")] }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
  });

  test("someone who leaves their last organization frees the seat; with a second login elsewhere they keep it", async () => {
    account = await createAccount({ planSeatCount: 9 });
    const ann = await createUser({ logins: 2 });
    await createOrganization([ann.owners[0]!], { login: own("acme"), account });
    const other = await createOrganization([ann.owners[1]!], { account });
    await createUser({ login: own("bo") });
    await run([{ login: own("bo") }]);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
    await run([{ login: own("bo") }], { organizations: [other.login] });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0 });
  });
});
