import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { type Account, accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import type { Organization } from "@/db/schema/organizations";
import { owners } from "@/db/schema/people";
import type { Activate } from "@/domain/imports";
import { type RosterRow, unsaid } from "@/domain/roster-rows";
import { collapseRosters } from "@/domain/rosters";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { whileChanging } from "@/test/locks";
import { attach, detach, mark } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
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

type Line = string | Partial<RosterRow>;

function rosterOf({ login }: Organization, lines: Line[]) {
  const rows = lines.map((line, index) => ({
    source: "acme.csv",
    line: index + 2,
    organization: login,
    role: "member" as const,
    login: null,
    ...unsaid,
    ...(typeof line === "string" ? { login: own(line) } : line),
  }));
  const roster = { source: "acme.csv", organizations: [{ login, line: undefined }], rows, plans: [], skippedRows: [] };
  return collapseRosters("github", [roster]);
}

const options = (activate: Activate) => ({ activate, allowShrink: true, reason: "Import of acme.csv" });

/** Everybody who is in the organization, complete. */
async function run(organization: Organization, lines: Line[], activate: Activate = "none") {
  const rosters = rosterOf(organization, lines);
  return (await importRosters(cli, { rosters, ...options(activate) })).outcome;
}

async function createAutoAccount(
  planSeatCount: number,
  facts: Parameters<typeof createAccount>[0] = {},
  organization = "acme",
) {
  const account = await createAccount({ planSeatCount, ...facts });
  await db.update(accounts).set({ isAutoActivating: true }).where(eq(accounts.id, account.id));
  return { account, acme: await createOrganization([], { account, login: own(organization) }) };
}

/** The logins of an organization that are activated, and those that wait. */
async function standing({ id }: Organization) {
  const rows = await db
    .select({ login: owners.login, isActivated: memberships.isActivated, waitingSince: memberships.waitingSince })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .where(eq(memberships.organizationId, id))
    .orderBy(asc(owners.login));
  const named = (rows: { login: string | null }[]) => rows.map(({ login }) => login!.replace(`-${name}`, ""));
  return {
    activated: named(rows.filter(({ isActivated }) => isActivated)),
    waiting: named(rows.filter(({ waitingSince }) => waitingSince)),
  };
}

async function accountOf(outcome: Awaited<ReturnType<typeof run>>, { id }: Account) {
  return outcome.accounts.find((account) => account.id === id);
}

describe("members who join", () => {
  test("are activated while seats last, by login; those left out wait, and the preview said so", async () => {
    const { account, acme } = await createAutoAccount(2);
    const lines = ["cy", "bo", "ann", { login: own("stu"), isStudent: true }];
    const { outcome: shown } = await previewRosters(rosterOf(acme, lines), options("none"));
    const done = await run(acme, lines);

    expect(await accountOf(shown, account)).toEqual(await accountOf(done, account));
    expect(await accountOf(done, account)).toMatchObject({ autoActivated: 3, leftOut: 1, usedAfter: 2, over: 0 });
    expect(done.organizations).toMatchObject([{ added: 4, activated: 3 }]);
    expect(await standing(acme)).toEqual({ activated: ["ann", "bo", "stu"], waiting: ["cy"] });
    const rows = await db.select().from(auditLog).where(eq(auditLog.accountId, account.id)).orderBy(auditLog.id);
    expect(rows).toMatchObject([
      { subjectKind: "organization", after: { added: 4, activated: 3 } },
      { subjectKind: "account", after: { usedSeats: 2, autoActivated: 3, leftOut: 1 } },
    ]);
  });

  test("are not, where the switch is off, the account inactive, or the organization in none", async () => {
    const off = await createOrganization([], { account: await createAccount({ planSeatCount: 9 }), login: own("off") });
    const inactive = (await createAutoAccount(9, { isActive: false })).acme;
    const nowhere = await createOrganization([], { login: own("nowhere") });
    for (const organization of [off, inactive, nowhere]) {
      const done = await run(organization, ["ann"]);
      if (organization === off) expect(done.accounts[0]).not.toHaveProperty("autoActivated");
      expect(await standing(organization)).toEqual({ activated: [], waiting: [] });
    }
  });

  test("whose cell says false are not activated, and do not wait", async () => {
    const { acme } = await createAutoAccount(9);
    await run(acme, [{ login: own("ann"), isActivated: false }, "bo"]);
    expect(await standing(acme)).toEqual({ activated: ["bo"], waiting: [] });
  });

  test("were not here before: who is a member already is left as they are", async () => {
    const { account } = await createAutoAccount(9);
    const ann = await createUser({ login: own("ann") });
    const beta = await createOrganization(ann.owners, { account, isActivated: false, login: own("beta") });
    await run(beta, ["ann", "bo"]);
    expect(await standing(beta)).toEqual({ activated: ["bo"], waiting: [] });
  });

  test("go over a full pool where overage is allowed", async () => {
    const { account, acme } = await createAutoAccount(1, { overage: "allow" });
    const done = await run(acme, ["ann", "bo"]);
    expect(await accountOf(done, account)).toMatchObject({ autoActivated: 2, leftOut: 0, over: 1 });
  });

  test("cost nothing where they hold a seat in the account already, though it is full", async () => {
    const { account, acme } = await createAutoAccount(1);
    const ann = await createUser({ login: own("ann") });
    await createOrganization(ann.owners, { account });
    await run(acme, ["ann", "bo"]);
    expect(await standing(acme)).toEqual({ activated: ["ann"], waiting: ["bo"] });
  });
});

test("told to activate all, an import stays all or nothing, and nobody waits", async () => {
  const { account, acme } = await createAutoAccount(1);
  await expect(run(acme, ["ann", "bo"], "all")).rejects.toMatchObject({
    code: "precondition_failed",
    message: expect.stringContaining("1 seat short"),
  });
  expect(await standing(acme)).toEqual({ activated: [], waiting: [] });
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0 });
});

test("what a cell grants comes first, and auto-activation takes what is left", async () => {
  const { account, acme } = await createAutoAccount(2);
  const done = await run(acme, ["ann", "bo", { login: own("zoe"), isActivated: true }]);
  expect(await standing(acme)).toEqual({ activated: ["ann", "zoe"], waiting: ["bo"] });
  expect(await accountOf(done, account)).toMatchObject({ autoActivated: 1, leftOut: 1, refusal: undefined });
});

describe("those who wait", () => {
  /** One seat, held by Ann; Bo waits in acme since long ago. */
  async function createWaiting() {
    const { account, acme } = await createAutoAccount(1);
    await run(acme, ["ann", "bo"]);
    await db
      .update(memberships)
      .set({ createdAt: new Date("2020-01-01") })
      .where(and(eq(memberships.organizationId, acme.id), isNotNull(memberships.waitingSince)));
    return { account, acme };
  }

  test("come before those who join when a seat is free", async () => {
    const { account, acme } = await createWaiting();
    const done = await run(acme, ["abe", "bo"]);
    expect(await standing(acme)).toEqual({ activated: ["bo"], waiting: ["abe"] });
    expect(await accountOf(done, account)).toMatchObject({ usedBefore: 1, usedAfter: 1, autoActivated: 1, leftOut: 1 });
  });

  test("are tried again by an import of another organization of the account, which leaves a row of its own", async () => {
    const { account, acme } = await createWaiting();
    const beta = await createOrganization([], { account, login: own("beta") });
    await db.update(accounts).set({ planSeatCount: 2 }).where(eq(accounts.id, account.id));
    const done = await run(beta, ["cy"]);
    expect(done.waiting).toEqual([{ organizationId: acme.id, login: acme.login, accountId: account.id, activated: 1 }]);
    expect(await standing(acme)).toEqual({ activated: ["ann", "bo"], waiting: [] });
    expect(await standing(beta)).toEqual({ activated: [], waiting: ["cy"] });
    const rows = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, String(acme.id)))
      .orderBy(auditLog.id);
    expect(rows.at(-1)).toMatchObject({ action: "roster.import", after: { login: acme.login, autoActivated: 1 } });
  });

  test("wait no longer once a cell says false, once they left, and once a cell activates them", async () => {
    const { account, acme } = await createWaiting();
    await run(acme, ["ann", { login: own("bo"), isActivated: false }]);
    expect(await standing(acme)).toEqual({ activated: ["ann"], waiting: [] });
    await run(acme, ["ann", "bo", "cy"]);
    expect(await standing(acme)).toEqual({ activated: ["ann"], waiting: ["cy"] });
    await run(acme, ["ann", "bo"]);
    expect(await standing(acme)).toEqual({ activated: ["ann"], waiting: [] });
    await run(acme, ["ann", "bo", "cy"]);
    await db.update(accounts).set({ planSeatCount: 2 }).where(eq(accounts.id, account.id));
    await run(acme, ["ann", "bo", { login: own("cy"), isActivated: true }]);
    expect(await standing(acme)).toEqual({ activated: ["ann", "cy"], waiting: [] });
  });

  test("until a cell says false are counted, and told in the audit log", async () => {
    const { acme } = await createWaiting();
    const lines = ["ann", { login: own("bo"), isActivated: false }];
    const done = await run(acme, lines);
    expect(done.organizations).toMatchObject([{ waitingEnded: 1, deactivated: 0 }]);
    const isOfAcme = eq(auditLog.subjectId, String(acme.id));
    const rows = await db.select().from(auditLog).where(isOfAcme).orderBy(auditLog.id);
    expect(rows.at(-1)).toMatchObject({ action: "roster.import", after: { waitingEnded: 1, deactivated: 0 } });

    const again = await run(acme, lines);
    expect(again.organizations[0]).not.toHaveProperty("waitingEnded");
    expect(await db.$count(auditLog, isOfAcme)).toBe(rows.length);
  });

  test("wait no longer once their organization is in another account, which lets in whoever joins there", async () => {
    const { account, acme } = await createWaiting();
    const { account: other } = await createAutoAccount(9, {}, "beta");
    await signInAs("account_rep");
    expect(await detach(account, acme)).toMatchObject({ ok: true });
    expect(await attach(other, acme)).toMatchObject({ ok: true });
    expect(await standing(acme)).toEqual({ activated: ["ann"], waiting: [] });
    await run(acme, ["ann", "bo", "cy"]);
    expect(await standing(acme)).toEqual({ activated: ["ann", "cy"], waiting: [] });
  });

  test("wait on through an import that brings nothing new", async () => {
    const { acme } = await createWaiting();
    await run(acme, ["ann", "bo"]);
    expect(await standing(acme)).toEqual({ activated: ["ann"], waiting: ["bo"] });
  });

  test("are activated with the login that turned out to be theirs, and wait no longer", async () => {
    const { acme } = await createAutoAccount(1);
    const beta = await createOrganization([], { login: own("beta") });
    await run(acme, [{ login: own("ann"), serviceId: `1-${name}`, isActivated: true }, "bo"]);
    expect(await standing(acme)).toEqual({ activated: ["ann"], waiting: ["bo"] });
    await run(beta, [{ login: own("ann-new"), serviceId: `2-${name}` }]);
    const joined = await run(acme, [{ login: own("bo"), serviceId: `1-${name}` }]);
    expect(joined.joined + joined.renamed).toBeGreaterThan(0);
    expect(await standing(acme)).toEqual({ activated: ["bo"], waiting: [] });
  });
});

test("S14: who waited and is being activated is marked afterwards, and counted as what they are then", async () => {
  const { account, acme } = await createAutoAccount(1);
  const beta = await createOrganization([], { account, login: own("beta") });
  await run(acme, ["ann", "bo"]);
  await db.update(accounts).set({ planSeatCount: 2 }).where(eq(accounts.id, account.id));
  const isBo = eq(owners.login, own("bo"));
  const [bo] = await db.select().from(owners).where(isBo);
  await signInAs("account_rep");
  const asStudent = () => mark(bo!.id, { student: "yes", bot: "none" });
  const marking = await whileChanging(() => run(beta, ["cy"]), asStudent);
  expect(marking).toMatchObject({ ok: false, error: { code: "preview_changed" } });
  expect(await asStudent()).toMatchObject({ ok: true });
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, studentCount: 1 });
});

test("S14: two imports at once let nobody in beyond the pool", async () => {
  for (let round = 0; round < 3; round++) {
    name = randomUUID().slice(0, 8);
    const { account, acme } = await createAutoAccount(3);
    const beta = await createOrganization([], { account, login: own("beta") });
    await Promise.all([run(acme, ["ann", "bo", "cy"]), run(beta, ["di", "ed", "flo"])]);
    const people: Person["owners"] = await db
      .select()
      .from(owners)
      .where(inArray(owners.login, ["ann", "bo", "cy", "di", "ed", "flo"].map(own)));
    expect(people).toHaveLength(6);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3 });
    const [one, two] = [await standing(acme), await standing(beta)];
    expect(one.waiting.length + two.waiting.length).toBe(3);
  }
});
