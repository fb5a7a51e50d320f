import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listUndone } from "@/db/queries/audit-log";
import { countRestorations, findEndedChange, listEndedPeople } from "@/db/queries/ended-activations";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { peopleById, peopleInOrganizations, updateLedger } from "@/db/queries/seats";
import { type Account, accounts } from "@/db/schema/accounts";
import { auditLog, undoneChanges } from "@/db/schema/audit-log";
import { endedActivations, memberships } from "@/db/schema/memberships";
import { type Organization, organizations } from "@/db/schema/organizations";
import { owners, users } from "@/db/schema/people";
import { accountUsers, seatChanges } from "@/db/schema/seats";
import { UndoListing } from "@/domain/input/undo";
import type { Restoration } from "@/domain/undo";
import { action } from "@/server/action";
import { confirm, see } from "@/test/confirm";
import {
  createAccount,
  createManyLogins,
  createOrganization,
  createUser,
  type Person,
  reloadAccount,
} from "@/test/factories";
import { restorationOf } from "@/test/models/restoration-model";
import { signInAs } from "@/test/sign-in";
import { deactivatePeople } from "./deactivate-people";
import { deactivateUnseen } from "./deactivate-unseen";
import { undoDeactivation } from "./undo-deactivation";

/** Everybody of the account unseen for long, and deactivated for it. Gives the change. */
async function cleanUp(account: Account): Promise<string> {
  await db.execute(sql`
    update memberships m set last_seen_at = now() - interval '200 days'
    from organizations org where org.id = m.organization_id and org.account_id = ${account.id}`);
  const done = await confirm(deactivateUnseen, { accountId: account.id, days: 90 }, { reason: "Nobody there" });
  if (!done.ok) throw new Error(done.error.message);
  return done.changeId!;
}

/** Two seat-takers, one with two logins, and a student, in two organizations; all of them deactivated. */
async function createWorld({ seats = 5 } = {}) {
  const account = await createAccount({ planSeatCount: seats });
  const ann = await createUser({ name: "Ann", logins: 2 });
  const bo = await createUser({ name: "Bo" });
  const student = await createUser({ name: "Stu", isStudent: true });
  const web = await createOrganization(
    [ann, bo, student].flatMap(({ owners }) => owners),
    { account },
  );
  const api = await createOrganization([...bo.owners, ann.owners[0]!], { account });
  const other = await createOrganization(ann.owners, { account, isActivated: false });
  const changeId = await cleanUp(account);
  return { account, ann, bo, student, web, api, other, changeId };
}

const preview = (account: Account, changeId: string) => see(undoDeactivation, { accountId: account.id, changeId });
const undo = (account: { id: string }, changeId: string, seen: { preview?: string; reason?: string } = {}) =>
  confirm(undoDeactivation, { accountId: account.id, changeId }, { reason: "They are there", ...seen });

/** Where these people are activated, as "login organization". */
async function activated(...people: Person[]) {
  const ids = people.flatMap(({ owners }) => owners.map(({ id }) => id));
  const rows = await db
    .select({ ownerId: memberships.ownerId, organizationId: memberships.organizationId })
    .from(memberships)
    .where(and(inArray(memberships.ownerId, ids), eq(memberships.isActivated, true)));
  return rows.map(({ ownerId, organizationId }) => `${ownerId} ${organizationId}`).sort();
}

const placesOf = (people: Person[], { id }: Organization) =>
  people.flatMap(({ owners }) => owners.map((owner) => `${owner.id} ${id}`));

const auditOf = (accountId: string, action: "person.activate" | "person.deactivate" = "person.activate") =>
  db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.accountId, accountId), eq(auditLog.action, action)));

const recount = (account: Account, ...people: Person[]) =>
  db.transaction((tx) => updateLedger(tx, [account.id], peopleById(people.map(({ id }) => id))));

async function put({ id }: Organization, account: Account | null) {
  const attached = { accountId: account?.id ?? null, attachedAt: account && sql`now()` };
  const [before] = await db.select().from(organizations).where(eq(organizations.id, id));
  await db.update(organizations).set(attached).where(eq(organizations.id, id));
  for (const accountId of [before!.accountId, account?.id]) {
    if (accountId) await db.transaction((tx) => updateLedger(tx, [accountId], peopleInOrganizations([id])));
  }
}

/** The rule, told of each activation that the change ended, one by one. */
async function countByRule(account: Account, changeId: string) {
  const rows = await db
    .select({ ended: endedActivations, owner: owners.id, membership: memberships, account: organizations.accountId })
    .from(endedActivations)
    .innerJoin(organizations, eq(organizations.id, endedActivations.organizationId))
    .leftJoin(owners, eq(owners.id, endedActivations.ownerId))
    .leftJoin(
      memberships,
      and(
        eq(memberships.organizationId, endedActivations.organizationId),
        eq(memberships.ownerId, endedActivations.ownerId),
      ),
    )
    .where(eq(endedActivations.changeId, changeId));
  const counts: Partial<Record<Restoration, number>> = {};
  for (const { ended, owner, membership, account: organizationAccountId } of rows) {
    const restoration = restorationOf(account.id, {
      isLoginThere: owner !== null,
      isMember: membership !== null,
      organizationAccountId,
      isActivated: membership?.isActivated ?? false,
      isAsEnded: membership?.activationChangedAt?.getTime() === ended.at.getTime(),
    });
    counts[restoration] = (counts[restoration] ?? 0) + 1;
  }
  return counts;
}

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("undoing a deactivation", () => {
  test("activates again exactly what it ended, and the seats are back", async () => {
    const { account, ann, bo, student, web, api, changeId } = await createWorld();
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, studentCount: 0 });
    expect((await preview(account, changeId)).plan).toMatchObject({
      ...{ usedBefore: 0, usedAfter: 2, memberships: 6, changed: 3, leftOut: 0 },
      activations: { restored: 6 },
      refusal: undefined,
    });
    expect(await undo(account, changeId)).toMatchObject({ ok: true, data: { usedAfter: 2, changed: 3 } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, studentCount: 1 });
    expect(await activated(ann, bo, student)).toEqual(
      [...placesOf([ann, bo, student], web), ...placesOf([bo], api), `${ann.owners[0]!.id} ${api.id}`].sort(),
    );
  });

  test("leaves an audit row for each person that names the change, and a step in the seat history", async () => {
    const rep = await signInAs("account_rep");
    const { account, bo, web, api, changeId } = await createWorld();
    await undo(account, changeId);
    const rows = await auditOf(account.id);
    expect(rows).toHaveLength(3);
    const [undoneBy] = new Set(rows.map((row) => row.changeId));
    expect(rows.every((row) => row.changeId === undoneBy && row.after?.undoes === changeId)).toBe(true);
    expect(rows.find(({ subjectId }) => subjectId === String(bo.id))).toMatchObject({
      actor: rep.email,
      reason: "They are there",
      before: { name: "Bo", activatedIn: null, usedSeats: 0 },
      after: { name: "Bo", activatedIn: [web.login, api.login].sort().join(", "), usedSeats: 2 },
    });
    expect(await db.select().from(seatChanges).where(eq(seatChanges.changeId, undoneBy!))).toMatchObject([
      { accountId: account.id, usedSeatCount: 2 },
    ]);
    expect(await findEndedChange(db, account.id, changeId)).toMatchObject({
      people: 3,
      activations: 6,
      told: { reason: "Nobody there", usedBefore: 2, usedAfter: 0 },
      undoneBy: { changeId: undoneBy, told: { actor: rep.email, reason: "They are there" } },
    });
    const undone = await listUndone(db, [...rows, ...(await auditOf(account.id, "person.deactivate"))]);
    expect([...undone]).toEqual([[changeId, undoneBy]]);
  });

  test("gives activations and people the times they had, also after an ordinary deactivation", async () => {
    const account = await createAccount({ planSeatCount: 5 });
    const ann = await createUser({ logins: 2 });
    const organization = await createOrganization(ann.owners, { account });
    const [first, second] = ann.owners;
    const times = () =>
      db
        .select({ ownerId: memberships.ownerId, at: memberships.activationChangedAt, since: accountUsers.since })
        .from(memberships)
        .leftJoin(accountUsers, eq(accountUsers.userId, ann.id))
        .where(eq(memberships.organizationId, organization.id))
        .orderBy(memberships.ownerId);
    const began = new Date("2026-03-01T10:00:00Z");
    await db
      .update(memberships)
      .set({ activationChangedAt: sql`case when owner_id = ${first!.id} then ${began.toISOString()}::timestamptz end` })
      .where(eq(memberships.organizationId, organization.id));
    await db.update(accountUsers).set({ since: began }).where(eq(accountUsers.userId, ann.id));
    const before = await times();
    expect(before).toMatchObject([
      { ownerId: first!.id, at: began, since: began },
      { ownerId: second!.id, at: null, since: began },
    ]);

    const done = await confirm(deactivatePeople, { accountId: account.id, userIds: [ann.id] });
    if (!done.ok) throw new Error(done.error.message);
    expect(await times()).toMatchObject([{ since: null }, { since: null }]);
    expect(await undo(account, done.changeId!)).toMatchObject({ ok: true });
    expect(await times()).toEqual(before);
  });

  test("restores what nothing else changed since, and names what it leaves and why", async () => {
    const account = await createAccount({ planSeatCount: 20 });
    const kest = await createAccount({ planSeatCount: 5 });
    const names = ["back", "left", "gone", "again", "ended", "joined", "seated", "student"] as const;
    const people = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await createUser({ name, logins: 2 })] as const)),
    ) as Record<(typeof names)[number], Person>;
    const first = Object.fromEntries(names.map((name) => [name, people[name].owners[0]!.id])) as Record<string, number>;
    const web = await createOrganization(
      names.map((name) => people[name].owners[0]!),
      { account },
    );
    const [detached, moved] = [
      await createOrganization(people.back.owners, { account }),
      await createOrganization(people.back.owners, { account }),
    ];
    const changeId = await cleanUp(account);

    const at = (id: number) => and(eq(memberships.organizationId, web.id), eq(memberships.ownerId, id));
    await put(detached, null);
    await put(moved, kest);
    await db.delete(memberships).where(inArray(memberships.ownerId, [first.left!, first.gone!]));
    await db.delete(owners).where(eq(owners.id, first.gone!));
    await db.update(memberships).set({ isActivated: true, activationChangedAt: sql`now()` }).where(at(first.again!));
    await db.update(memberships).set({ activationChangedAt: sql`now()` }).where(at(first.ended!));
    await db.update(owners).set({ userId: people.back.id }).where(eq(owners.id, first.joined!));
    await createOrganization([people.seated.owners[1]!], { account });
    await db.update(owners).set({ isStudentByStaff: true }).where(eq(owners.id, first.student!));
    await db.update(users).set({ isStudent: true }).where(eq(users.id, people.student.id));
    await recount(account, ...Object.values(people));

    expect(await countRestorations(db, account.id, changeId)).toMatchObject({
      activations: { restored: 4, left: 1, login_gone: 1, already_active: 1, changed_since: 1, detached: 2, moved: 2 },
    });
    expect((await countRestorations(db, account.id, changeId)).activations).toEqual(
      await countByRule(account, changeId),
    );
    const { plan } = await preview(account, changeId);
    expect(plan).toMatchObject({ usedBefore: 2, usedAfter: 3, memberships: 4, changed: 3 });
    expect(plan.people).toEqual({ activated: 1, already_seated: 1, student: 1 });
    expect(Object.keys(plan.activations)).toHaveLength(7);

    const list = async (asked = {}) => {
      const { rows, total } = await listEndedPeople(db, account.id, changeId, UndoListing.parse(asked));
      expect(total).toBe(rows.length);
      return rows;
    };
    const restored = [web.login];
    expect(await list({ show: "restored" })).toMatchObject([
      {
        name: "back",
        restored,
        isSeated: false,
        hasAnothers: true,
        notRestored: expect.arrayContaining([
          { organization: detached.login, why: "detached" },
          { organization: moved.login, why: "moved" },
        ]),
      },
      { name: "seated", restored, isSeated: true, hasAnothers: false, notRestored: [] },
      { name: "student", kind: "student", restored, notRestored: [] },
    ]);
    expect((await list({ show: "not_restored" })).map(({ name, notRestored }) => [name, notRestored[0]!.why])).toEqual([
      ["again", "already_active"],
      ["back", expect.any(String)],
      ["ended", "changed_since"],
      ["gone", "login_gone"],
      ["left", "left"],
    ]);
    expect(await list()).toHaveLength(7);

    expect(await undo(account, changeId)).toMatchObject({ ok: true });
    const everywhere = await activated(...Object.values(people));
    expect(everywhere.filter((place) => place.endsWith(` ${web.id}`))).toEqual(
      ["again", "back", "joined", "seated", "student"].map((name) => `${first[name]} ${web.id}`).sort(),
    );
    expect(everywhere).toHaveLength(6);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3, studentCount: 1 });
    expect((await auditOf(account.id)).map(({ subjectId }) => Number(subjectId)).sort()).toEqual(
      [people.back.id, people.seated.id, people.student.id].sort(),
    );
  });

  test("of more people than a selection may name is one change, with a row for each", async () => {
    const account = await createAccount({ planSeatCount: 600 });
    await createOrganization(await createManyLogins(520), { account });
    const changeId = await cleanUp(account);
    expect(await undo(account, changeId)).toMatchObject({ ok: true, data: { usedBefore: 0, usedAfter: 520 } });
    const rows = await auditOf(account.id);
    expect(rows).toHaveLength(520);
    expect(rows.every(({ after }) => after?.undoes === changeId && after.usedSeats === 520)).toBe(true);
  });

  test("S7: is all or nothing where seats are missing, and goes beyond them where overage is allowed", async () => {
    const { account, ann, bo, student, changeId } = await createWorld({ seats: 2 });
    const newcomer = await createUser();
    await createOrganization(newcomer.owners, { account });
    const missing = { message: expect.stringContaining("1 seat short") };
    expect((await preview(account, changeId)).plan).toMatchObject({ usedAfter: 3, refusal: missing });
    expect(await undo(account, changeId)).toMatchObject({
      ok: false,
      error: { code: "precondition_failed", ...missing },
    });
    expect(await activated(ann, bo, student)).toEqual([]);

    await db.update(accounts).set({ overage: "allow" }).where(eq(accounts.id, account.id));
    expect(await undo(account, changeId)).toMatchObject({ ok: true, data: { usedBefore: 1, usedAfter: 3 } });
  });

  test("costs nothing where students alone come back, in an account that is over too", async () => {
    const account = await createAccount({ planSeatCount: 0 });
    const student = await createUser({ isStudent: true });
    await createOrganization(student.owners, { account });
    const changeId = await cleanUp(account);
    await createOrganization((await createUser()).owners, { account });
    expect(await undo(account, changeId)).toMatchObject({
      ok: true,
      data: { usedBefore: 1, usedAfter: 1, changed: 1 },
    });
  });

  test.each([
    ["an inactive account", { isActive: false }, /inactive/],
    ["an account without the organizations", undefined, /Nothing that this change ended/],
  ])("is refused in %s", async (_, state, message) => {
    const { account, ann, web, api, changeId } = await createWorld();
    if (state) await db.update(accounts).set(state).where(eq(accounts.id, account.id));
    else for (const organization of [web, api]) await put(organization, null);
    expect(await undo(account, changeId)).toMatchObject({
      ok: false,
      error: { code: "precondition_failed", message: expect.stringMatching(message) },
    });
    expect(await activated(ann)).toEqual([]);
    expect(await db.$count(undoneChanges, eq(undoneChanges.changeId, changeId))).toBe(0);
  });

  test("S17: is refused when the facts moved since the preview, and nothing changes", async () => {
    const { account, ann, bo, student, web, changeId } = await createWorld();
    const shown = await preview(account, changeId);
    const moved = { ok: false, error: { code: "preview_changed", message: expect.stringContaining("changed since") } };

    const newcomer = await createUser();
    await createOrganization(newcomer.owners, { account });
    expect(await undo(account, changeId, shown)).toMatchObject(moved);

    // As many people, memberships and seats, but another person's.
    const again = await preview(account, changeId);
    const [login] = bo.owners;
    await db.update(owners).set({ userId: newcomer.id }).where(eq(owners.id, login!.id));
    await db.update(owners).set({ userId: bo.id }).where(eq(owners.id, newcomer.owners[0]!.id));
    await recount(account, bo, newcomer);
    expect((await preview(account, changeId)).plan).toEqual({ ...again.plan, set: expect.any(String) });
    expect(await undo(account, changeId, again)).toMatchObject(moved);

    const before = await preview(account, changeId);
    await db
      .delete(memberships)
      .where(and(eq(memberships.organizationId, web.id), eq(memberships.ownerId, student.owners[0]!.id)));
    await recount(account, student);
    expect(await undo(account, changeId, before)).toMatchObject(moved);
    expect(await activated(ann, student)).toEqual([]);
    expect(await auditOf(account.id)).toEqual([]);
  });

  test("happens once, also when it is asked for twice at once", async () => {
    const { account, bo, changeId } = await createWorld();
    const shown = await preview(account, changeId);
    const results = await Promise.all([undo(account, changeId, shown), undo(account, changeId, shown)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const undoneAlready = { ok: false, error: { message: "This change has already been undone." } };
    expect(results.find(({ ok }) => !ok)).toMatchObject(undoneAlready);
    expect(await auditOf(account.id)).toHaveLength(3);

    await cleanUp(account);
    expect(await undo(account, changeId)).toMatchObject(undoneAlready);
    expect(await activated(bo)).toEqual([]);
  });

  test("of the later of two clean-ups leaves what the earlier one ended", async () => {
    const account = await createAccount({ planSeatCount: 5 });
    const [ann, bo] = [await createUser(), await createUser()];
    await createOrganization(ann.owners, { account });
    const earlier = await cleanUp(account);
    await createOrganization(bo.owners, { account });
    const later = await cleanUp(account);
    await undo(account, later);
    expect([(await activated(ann)).length, (await activated(bo)).length]).toEqual([0, 1]);
    expect(await undo(account, earlier)).toMatchObject({ ok: true, data: { usedAfter: 2 } });
  });

  test("is not found in another account, nor of a change that ended nothing", async () => {
    const { account, ann, changeId } = await createWorld();
    const other = await createAccount({ planSeatCount: 9 });
    const shown = await preview(account, changeId);
    const notFound = { ok: false, error: { code: "not_found" } };
    expect(await undo(other, changeId, shown)).toMatchObject(notFound);
    expect(await undo({ id: "forged" }, changeId, shown)).toMatchObject(notFound);
    expect(await undo(account, randomUUID(), shown)).toMatchObject(notFound);
    expect(await activated(ann)).toEqual([]);
  });

  test.each([
    ["an empty reason", { reason: " " }, "reason"],
    ["what is no change", { changeId: "7" }, "changeId"],
  ])("%s is refused at its field", async (_, changes, field) => {
    const { account, changeId } = await createWorld();
    const { preview: seen } = await preview(account, changeId);
    const input = { accountId: account.id, changeId, preview: seen, reason: "They are there", ...changes };
    expect(await action(undoDeactivation)(input)).toMatchObject({ ok: false, error: { fields: { [field]: [/./] } } });
  });

  test("support is refused and nothing changes", async () => {
    const { account, ann, changeId } = await createWorld();
    await signInAs("support");
    expect(await undo(account, changeId)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await activated(ann)).toEqual([]);
    expect(await auditOf(account.id)).toEqual([]);
    expect(await db.$count(undoneChanges, eq(undoneChanges.changeId, changeId))).toBe(0);
  });
});
