import { and, eq, inArray, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { findUnseenSet, listUnseenPeople } from "@/db/queries/unseen-people";
import type { Account } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { endedActivations, memberships } from "@/db/schema/memberships";
import type { Owner } from "@/db/schema/people";
import { UnseenListing } from "@/domain/input/unseen-people";
import { unseenBefore } from "@/domain/unseen-people";
import { action } from "@/server/action";
import { confirm, see as look } from "@/test/confirm";
import {
  createAccount,
  createManyLogins,
  createOrganization,
  createUser,
  type Person,
  reloadAccount,
} from "@/test/factories";
import { unseenOf } from "@/test/models/unseen-model";
import { signInAs } from "@/test/sign-in";
import { deactivateUnseen } from "./deactivate-unseen";

const days = 90;
const before = () => unseenBefore(new Date(), days);

async function see(owners: Owner[], daysAgo: number | null, organizationId?: number) {
  const ids = owners.map(({ id }) => id);
  const lastSeenAt = daysAgo === null ? null : sql`now() - make_interval(days => ${daysAgo})`;
  const there = organizationId === undefined ? undefined : eq(memberships.organizationId, organizationId);
  await db
    .update(memberships)
    .set({ lastSeenAt })
    .where(and(inArray(memberships.ownerId, ids), there));
}

/** Two organizations; Old and a student are inactive, New was seen, of Mute nobody says anything. */
async function createWorld() {
  const account = await createAccount({ planSeatCount: 9 });
  const old = await createUser({ name: "Old", logins: 2 });
  const student = await createUser({ name: "Student", isStudent: true });
  const [fresh, mute] = [await createUser({ name: "New" }), await createUser({ name: "Mute" })];
  const people = [old, student, fresh, mute].flatMap(({ owners }) => owners);
  const web = await createOrganization(people, { account });
  const api = await createOrganization([old.owners[0]!, fresh.owners[0]!], { account });
  await see(old.owners, 200);
  await see(student.owners, 120);
  await see(fresh.owners, 300, web.id);
  await see(fresh.owners, 3, api.id);
  return { account, old, student, fresh, mute, web, api };
}

const asked = (account: { id: string }, people?: Person[]) => ({
  accountId: account.id,
  days,
  userIds: people?.map(({ id }) => id),
});
const preview = (account: Account) => look(deactivateUnseen, asked(account));
const deactivate = (account: { id: string }, people?: Person[], seen: { preview?: string } = {}) =>
  confirm(deactivateUnseen, asked(account, people), { reason: "Nobody there", ...seen });

async function activated({ owners }: Person) {
  const ids = owners.map(({ id }) => id);
  return db.$count(memberships, and(inArray(memberships.ownerId, ids), eq(memberships.isActivated, true)));
}

const auditOf = (accountId: string) => db.select().from(auditLog).where(eq(auditLog.accountId, accountId));

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("who is inactive", () => {
  const list = (account: Account, asked = {}) => listUnseenPeople(db, account.id, before(), UnseenListing.parse(asked));

  test("is whom nobody saw for so many days in any of their activated memberships; the unknown are listed apart", async () => {
    const { account, old, student, mute } = await createWorld();
    const inactive = await list(account);
    expect(inactive).toMatchObject({ inactive: 2, unknown: 1, total: 2 });
    expect(inactive.rows.map(({ id }) => id)).toEqual([old.id, student.id]);
    expect(inactive.rows[0]).toMatchObject({ name: "Old", kind: "seat", lastSeenAt: expect.any(Date) });
    const unknown = await list(account, { show: "unknown" });
    expect(unknown.rows).toMatchObject([{ id: mute.id, lastSeenAt: null }]);
    expect((await list(account, { sort: "name", direction: "desc" })).rows.map(({ name }) => name)).toEqual([
      "Student",
      "Old",
    ]);
  });

  test("depends on the activated memberships in this account alone", async () => {
    const { account, old, fresh, web, api } = await createWorld();
    const elsewhere = await createOrganization(old.owners);
    await see(old.owners, 1, elsewhere.id);
    expect((await list(account)).inactive).toBe(2);

    const notActivated = await createOrganization(old.owners, { account, isActivated: false });
    await see(old.owners, 1, notActivated.id);
    expect((await list(account)).inactive).toBe(2);

    await see(fresh.owners, 91, api.id);
    expect((await list(account)).rows.map(({ id }) => id)).toContain(fresh.id);
    await see(fresh.owners, null, web.id);
    expect((await list(account)).rows.map(({ id }) => id)).toContain(fresh.id);
  });

  test("is by the rule, whatever the memberships say", async () => {
    const account = await createAccount({ planSeatCount: 99 });
    const people = await Promise.all(Array.from({ length: 27 }, () => createUser()));
    const choices = [null, 10, 200];
    const organizations = [];
    for (let place = 0; place < 3; place++) {
      const organization = await createOrganization(
        people.flatMap(({ owners }) => owners),
        { account },
      );
      organizations.push(organization);
      for (const [index, { owners }] of people.entries()) {
        await see(owners, choices[Math.floor(index / 3 ** place) % 3]!, organization.id);
      }
    }
    const rule = { inactive: 0, unknown: 0, seen: 0 };
    for (const [index] of people.entries()) {
      const said = [0, 1, 2].map((place) => choices[Math.floor(index / 3 ** place) % 3]!);
      const now = Date.now();
      const moments = said.map((ago) => (ago === null ? null : new Date(now - ago * 24 * 60 * 60 * 1000)));
      rule[unseenOf(moments, before()) ?? "seen"]++;
    }
    expect(rule).toEqual({ inactive: 7, unknown: 1, seen: 19 });
    expect(await list(account)).toMatchObject({ inactive: 7, unknown: 1 });
  });
});

describe("deactivating the inactive", () => {
  test("ends every activation of theirs in the account, frees their seats and keeps what it ended", async () => {
    const { account, old, student, fresh, mute, web, api } = await createWorld();
    const elsewhere = await createOrganization(old.owners);
    expect((await preview(account)).plan).toMatchObject({
      ...{ usedBefore: 3, usedAfter: 2, memberships: 4, changed: 2, leftOut: 0 },
      refusal: undefined,
    });

    expect(await deactivate(account)).toMatchObject({ ok: true, data: { usedAfter: 2, changed: 2 } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, studentCount: 0 });
    expect([await activated(old), await activated(student)]).toEqual([2, 0]);
    expect([await activated(fresh), await activated(mute)]).toEqual([2, 1]);
    const ended = await db.select().from(endedActivations).where(eq(endedActivations.accountId, account.id));
    expect(ended.map(({ organizationId, ownerId }) => `${organizationId} ${ownerId}`).sort()).toEqual(
      [
        ...[...old.owners, ...student.owners].map(({ id }) => `${web.id} ${id}`),
        `${api.id} ${old.owners[0]!.id}`,
      ].sort(),
    );
    expect(ended.map(({ organizationId }) => organizationId)).not.toContain(elsewhere.id);
  });

  test("leaves an audit row for each person, with before and after", async () => {
    const rep = await signInAs("account_rep");
    const { account, old, web, api } = await createWorld();
    await deactivate(account);
    const rows = await auditOf(account.id);
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ changeId }) => changeId)).size).toBe(1);
    expect(rows.find(({ subjectId }) => subjectId === String(old.id))).toMatchObject({
      action: "person.deactivate",
      actor: rep.email,
      reason: "Nobody there",
      before: { name: "Old", activatedIn: [web.login, api.login].sort().join(", "), usedSeats: 3 },
      after: { name: "Old", activatedIn: null, usedSeats: 2 },
    });
  });

  test("takes those who are chosen alone; the unknown only when they are named, and nobody who was seen", async () => {
    const { account, old, student, fresh, mute } = await createWorld();
    expect(await deactivate(account, [student, fresh])).toMatchObject({ ok: true, data: { changed: 1 } });
    expect([await activated(old), await activated(student), await activated(fresh)]).toEqual([3, 0, 2]);
    expect(await deactivate(account, [mute])).toMatchObject({ ok: true, data: { changed: 1, usedAfter: 2 } });
    expect(await activated(mute)).toBe(0);
  });

  test("of more people than a selection may name is one change, with a row for each", async () => {
    const account = await createAccount({ planSeatCount: 600 });
    const many = await createManyLogins(520);
    await createOrganization(many, { account });
    await see(many, 100);
    expect(await deactivate(account)).toMatchObject({ ok: true, data: { usedBefore: 520, usedAfter: 0 } });
    expect(await auditOf(account.id)).toHaveLength(520);
    expect((await auditOf(account.id)).every(({ after }) => after?.usedSeats === 0)).toBe(true);
  });

  test("S17: is refused when somebody of them was seen since the preview, and nothing changes", async () => {
    const { account, old, student } = await createWorld();
    const shown = await preview(account);
    await see(student.owners, 1);
    const changed = { ok: false, error: { code: "preview_changed" } };
    expect(await deactivate(account, undefined, shown)).toMatchObject(changed);
    expect([await activated(old), await activated(student)]).toEqual([3, 1]);

    // As many people and as many seats, but other people.
    const swapped = await preview(account);
    const other = await createUser();
    await createOrganization(other.owners, { account });
    const again = await preview(account);
    expect(again.plan.seen).toBe(swapped.plan.seen);
    await see(old.owners, 101);
    expect(await deactivate(account, undefined, again)).toMatchObject(changed);
    expect(await activated(old)).toBe(3);
    expect(await auditOf(account.id)).toEqual([]);
  });

  test("clicked twice it is done once", async () => {
    const { account } = await createWorld();
    const shown = await preview(account);
    const results = await Promise.all([deactivate(account, undefined, shown), deactivate(account, undefined, shown)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await auditOf(account.id)).toHaveLength(2);
  });

  test("is refused where nobody is inactive, for an unknown account and for ids of other accounts", async () => {
    const { account, fresh } = await createWorld();
    const other = await createWorld();
    const nobody = { ok: false, error: { message: "None of them is inactive here." } };
    expect(await deactivate(account, [fresh])).toMatchObject(nobody);
    expect(await deactivate(account, [other.old])).toMatchObject(nobody);
    const shown = await preview(account);
    expect(await deactivate({ ...account, id: "forged" }, undefined, shown)).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
    expect(await activated(other.old)).toBe(3);
    const [{ userIds }] = [await findUnseenSet(db, { accountId: account.id, before: before() })];
    expect(userIds).toHaveLength(2);
  });

  test("works in an inactive account, and frees what is over", async () => {
    const account = await createAccount({ planSeatCount: 1, isActive: false });
    const [one, two] = [await createUser(), await createUser()];
    await createOrganization([...one.owners, ...two.owners], { account });
    await see(one.owners, 100);
    expect(await deactivate(account)).toMatchObject({ ok: true, data: { usedBefore: 2, usedAfter: 1 } });
  });

  test.each([
    ["an empty reason", { reason: " " }, "reason"],
    ["no days", { days: 0 }, "days"],
    ["nobody named", { userIds: [] }, "userIds"],
  ])("%s is refused at its field", async (_, changes, field) => {
    const { account } = await createWorld();
    const { preview: seen } = await preview(account);
    const input = { accountId: account.id, days, preview: seen, reason: "Nobody there", ...changes };
    expect(await action(deactivateUnseen)(input)).toMatchObject({ ok: false, error: { fields: { [field]: [/./] } } });
  });

  test("support is refused and nothing changes", async () => {
    const { account, old } = await createWorld();
    await signInAs("support");
    expect(await deactivate(account)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await activated(old)).toBe(3);
    expect(await auditOf(account.id)).toEqual([]);
    expect(await db.$count(endedActivations, eq(endedActivations.accountId, account.id))).toBe(0);
  });
});
