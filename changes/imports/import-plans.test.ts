import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import { organizations } from "@/db/schema/organizations";
import { readRosters } from "@/server/rosters/read-rosters";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { importRosters, previewRosters } from "./import-rosters";

let mark: string;
const own = (login: string) => `${login}-${mark}`;

beforeEach(() => {
  mark = randomUUID().slice(0, 8);
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

const options = { activate: "all", allowShrink: false, reason: "Import of old plans" } as const;

function filesOf(texts: Record<string, string[]>) {
  const files = Object.entries(texts).map(([path, lines]) => ({ path, content: Buffer.from(lines.join("\n")) }));
  return readRosters(files, { known: new Set([own("web")]) });
}

async function importFiles(texts: Record<string, string[]>) {
  const rosters = await filesOf(texts);
  const actor = { kind: "cli", user: "tester" } as const;
  return importRosters(actor, { rosters, ...options });
}

const header = "organization,plan_seats,stripe_customer_id,stripe_subscription_id";
const importPlans = (...rows: string[]) => importFiles({ "plans.csv": [header, ...rows] });

async function organizationBy(login: string) {
  const [found] = await db.select().from(organizations).where(eq(organizations.login, login));
  return found;
}

const auditOf = ({ id }: { id: number }) =>
  db
    .select()
    .from(auditLog)
    .where(eq(auditLog.subjectId, String(id)))
    .orderBy(auditLog.id);

describe("an import of old plans", () => {
  test("keeps them as a record: no member, no activation, no seat and no as-of time changes", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const ann = await createUser();
    const bo = await createUser();
    const web = await createOrganization(ann.owners, { account, login: own("web") });
    await createOrganization(bo.owners, { login: own("api"), isActivated: false });
    const seats = await reloadAccount(account);

    const outcome = await importPlans(`${own("WEB")},70,cus_1,sub_1`, `${own("api")},5,,`);
    expect(outcome).toMatchObject({ organizations: [], accounts: [], renamed: [], joined: [] });
    const facts = { planSeatCount: 70, stripeCustomerId: "cus_1", stripeSubscriptionId: "sub_1" };
    expect(await organizationBy(own("web"))).toEqual({ ...web, ...facts });
    expect(await organizationBy(own("api"))).toMatchObject({ planSeatCount: 5, stripeCustomerId: null });
    expect(await reloadAccount(account)).toEqual(seats);
    for (const { owners } of [ann, bo]) {
      const rows = await db.select().from(memberships).where(eq(memberships.ownerId, owners[0]!.id));
      expect(rows).toMatchObject([{ isActivated: owners === ann.owners }]);
    }
  });

  test("makes unknown organizations, whose members stay unknown", async () => {
    const { plans } = await importPlans(`${own("new")},70,,`);
    expect(plans).toMatchObject([{ login: own("new"), accountId: null, isNew: true, after: { planSeats: 70 } }]);
    const made = await organizationBy(own("new"));
    expect(made).toMatchObject({ planSeatCount: 70, importedAt: null, accountId: null });
    expect(await db.$count(memberships, eq(memberships.organizationId, made!.id))).toBe(0);
  });

  test("leaves an audit row with before and after for each organization in which something changed, and no other", async () => {
    const account = await createAccount();
    const web = await createOrganization([], { account, login: own("web") });
    const api = await createOrganization([], { login: own("api") });
    await importPlans(`${own("web")},70,cus_1,`, `${own("api")},5,,`);
    await importPlans(`${own("web")},80,,`, `${own("api")},5,,`);

    const none = { planSeats: null, stripeCustomer: null, stripeSubscription: null };
    const [first, second, ...others] = await auditOf(web);
    expect(first).toMatchObject({
      ...{ action: "roster.import", accountId: account.id, subjectKind: "organization", reason: options.reason },
      before: { login: own("web"), ...none },
      after: { login: own("web"), ...none, planSeats: 70, stripeCustomer: "cus_1" },
    });
    expect(second).toMatchObject({
      before: { planSeats: 70, stripeCustomer: "cus_1" },
      after: { planSeats: 80, stripeCustomer: "cus_1" },
    });
    expect(others).toEqual([]);
    expect(await auditOf(api)).toHaveLength(1);
  });

  test("again, or with blanks alone beside what is known, changes nothing", async () => {
    await importPlans(`${own("web")},70,cus_1,sub_1`);
    const before = await organizationBy(own("web"));
    for (const row of [`${own("web")},70,cus_1,sub_1`, `${own("Web")},70,,`]) {
      const { plans } = await importPlans(row);
      expect(plans).toMatchObject([{ login: own("web"), isNew: false }]);
      expect(plans![0]!.after).toEqual(plans![0]!.before);
    }
    expect(await organizationBy(own("web"))).toEqual(before);
    expect(await auditOf(before!)).toHaveLength(1);
  });

  test("together with a roster of the same organization is one change of it, in one audit row", async () => {
    const { organizations: rosters, plans } = await importFiles({
      [`${own("web")}.csv`]: ["login", own("ann")],
      "plans.csv": [header, `${own("WEB")},70,,`, `${own("api")},5,,`],
    });
    expect(rosters).toMatchObject([{ login: own("web"), isNew: true, added: 1, activated: 1 }]);
    expect(plans).toMatchObject([{ login: own("api") }, { login: own("web"), isNew: true }]);
    const web = await organizationBy(own("web"));
    expect(web).toMatchObject({ planSeatCount: 70, importedAt: expect.any(Date) });
    expect(await auditOf(web!)).toMatchObject([
      { before: { members: 0, planSeats: null }, after: { members: 1, added: 1, planSeats: 70 } },
    ]);
    expect(await organizationBy(own("api"))).toMatchObject({ importedAt: null });
  });

  test("is refused whole with a roster that is refused", async () => {
    const web = await createOrganization((await createUser()).owners, { login: own("web") });
    const files = {
      [`${own("web")}.csv`]: ["login"],
      "plans.csv": [header, `${own("web")},70,,`, `${own("new")},5,,`],
    };
    await expect(importFiles(files)).rejects.toThrow("is empty");
    expect(await organizationBy(own("web"))).toEqual(web);
    expect(await organizationBy(own("new"))).toBeUndefined();
  });

  test("does what its preview showed, and the preview leaves nothing behind", async () => {
    const files = { "plans.csv": [header, `${own("new")},5,cus_9,`] };
    const shown = await previewRosters(await filesOf(files), options);
    expect(await organizationBy(own("new"))).toBeUndefined();
    const done = await importFiles(files);
    expect(done.plans!.map(({ organizationId: _, ...plan }) => plan)).toEqual(
      shown.plans!.map(({ organizationId: _, ...plan }) => plan),
    );
  });

  test("two at once about new organizations are both done", async () => {
    await Promise.all([
      importPlans(`${own("a")},1,,`, `${own("b")},2,,`),
      importPlans(`${own("b")},,cus_2,`, `${own("a")},,cus_1,`),
    ]);
    expect(await organizationBy(own("a"))).toMatchObject({ planSeatCount: 1, stripeCustomerId: "cus_1" });
    expect(await organizationBy(own("b"))).toMatchObject({ planSeatCount: 2, stripeCustomerId: "cus_2" });
  });
});
