import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listMembershipsOf } from "@/db/queries/person";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import type { GrantMode } from "@/domain/activation";
import { anyPreview } from "@/domain/preview";
import { confirm, see } from "@/test/confirm";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { activatePeople } from "./activate-people";
import { deactivatePeople } from "./deactivate-people";

type Place = { userIds?: number[]; organizationId?: number };
type Seen = { preview?: string; reason?: string };

const step = (account: { id: string }, place: Place, mode: GrantMode = "all") => ({
  accountId: account.id,
  ...place,
  mode,
});
const activateSet = (account: { id: string }, place: Place, mode: GrantMode = "all", seen: Seen = {}) =>
  confirm(activatePeople, step(account, place, mode), { reason: "Ticket 7", ...seen });
const deactivateSet = (account: { id: string }, place: Place, seen: Seen = {}) =>
  confirm(deactivatePeople, step(account, place), { reason: "Ticket 7", ...seen });

type Options = Seen & { in?: number };
const one = (person: { id: number }, { in: organizationId }: Options) => ({ userIds: [person.id], organizationId });
const activate = (account: { id: string }, person: { id: number }, { in: place, ...seen }: Options = {}) =>
  activateSet(account, one(person, { in: place }), "all", seen);
const deactivate = (account: { id: string }, person: { id: number }, { in: place, ...seen }: Options = {}) =>
  deactivateSet(account, one(person, { in: place }), seen);

/** An account with one seated person, and an organization whose people are members and activated nowhere. */
async function createFullAccount(people: Person[], facts: Parameters<typeof createAccount>[0] = {}) {
  const account = await createAccount({ planSeatCount: 1, ...facts });
  const seated = await createUser();
  const first = await createOrganization(seated.owners, { account });
  const logins = [...people, seated].flatMap(({ owners }) => owners);
  const waiting = await createOrganization(logins, { account, isActivated: false });
  return { account, seated, first, waiting };
}

async function activatedLogins(organizationId: number) {
  const rows = await db
    .select({ ownerId: memberships.ownerId })
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.isActivated, true)));
  return rows.map(({ ownerId }) => ownerId);
}

async function auditOf(accountId: string) {
  return db.select().from(auditLog).where(eq(auditLog.accountId, accountId)).orderBy(auditLog.id);
}

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("activate", () => {
  test("S7: takes a seat while one is free, in all organizations of the account, for all logins", async () => {
    const person = await createUser({ logins: 2 });
    const { account, waiting } = await createFullAccount([person], { planSeatCount: 2 });
    const other = await createOrganization([person.owners[0]!], { account, isActivated: false });
    const elsewhere = await createOrganization(person.owners, { isActivated: false });

    expect(await activate(account, person)).toMatchObject({
      ok: true,
      data: { usedBefore: 1, usedAfter: 2, memberships: 3 },
    });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, organizationSeatCount: 3 });
    expect(await activatedLogins(waiting.id)).toEqual(person.owners.map(({ id }) => id));
    expect(await activatedLogins(other.id)).toEqual([person.owners[0]!.id]);
    expect(await activatedLogins(elsewhere.id)).toEqual([]);
  });

  test("S8: stays within the organization filtered to", async () => {
    const person = await createUser();
    const { account, waiting } = await createFullAccount([person], { planSeatCount: 2 });
    const other = await createOrganization(person.owners, { account, isActivated: false });

    expect(await activate(account, person, { in: other.id })).toMatchObject({ ok: true, data: { memberships: 1 } });
    expect(await activatedLogins(other.id)).toHaveLength(1);
    expect(await activatedLogins(waiting.id)).toEqual([]);
  });

  test("leaves one audit row that names the person, who did it, why, before and after", async () => {
    const rep = await signInAs("account_rep");
    const person = await createUser({ name: "Ann Lee" });
    const { account, waiting } = await createFullAccount([person], { planSeatCount: 2 });
    await activate(account, person);

    expect(await auditOf(account.id)).toMatchObject([
      {
        action: "person.activate",
        actor: rep.email,
        reason: "Ticket 7",
        subjectKind: "person",
        subjectId: String(person.id),
        before: { name: "Ann Lee", activatedIn: null, usedSeats: 1 },
        after: { name: "Ann Lee", activatedIn: waiting.login, usedSeats: 2 },
      },
    ]);
  });

  test("S7: is refused when no seat is free, and nothing changes", async () => {
    const person = await createUser();
    const { account, waiting } = await createFullAccount([person]);

    const result = await activate(account, person);
    expect(result).toMatchObject({ ok: false, error: { code: "precondition_failed" } });
    expect(!result.ok && result.error.message).toContain("1 seat short");
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
    expect(await activatedLogins(waiting.id)).toEqual([]);
    expect(await auditOf(account.id)).toEqual([]);
  });

  test("S7: goes over a full pool where overage is allowed", async () => {
    const person = await createUser();
    const { account } = await createFullAccount([person], { overage: "allow" });
    expect(await activate(account, person)).toMatchObject({ ok: true, data: { usedAfter: 2 } });
  });

  test("S7: costs nothing in a full account for people who already hold a seat there", async () => {
    const { account, seated } = await createFullAccount([]);
    expect(await activate(account, seated)).toMatchObject({ ok: true, data: { usedBefore: 1, usedAfter: 1 } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, organizationSeatCount: 2 });
  });

  test("S7: costs nothing in a full account for a student and for a bot", async () => {
    const [student, bot] = [await createUser({ isStudent: true }), await createUser({ isBot: true })];
    const { account } = await createFullAccount([student, bot]);
    expect(await activate(account, student)).toMatchObject({ ok: true, data: { usedAfter: 1 } });
    expect(await activate(account, bot)).toMatchObject({ ok: true, data: { usedAfter: 1 } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, studentCount: 1, botCount: 1 });
  });

  test("S7: is refused in an inactive account, even where it costs nothing", async () => {
    const { account, seated } = await createFullAccount([], { isActive: false });
    expect(await activate(account, seated)).toMatchObject({
      ok: false,
      error: {
        code: "precondition_failed",
        message: "This account is inactive and takes no one new. Set it active first.",
      },
    });
  });

  test("S17: is refused when the seats moved since the preview", async () => {
    const [person, other] = [await createUser(), await createUser()];
    const { account } = await createFullAccount([person, other], { planSeatCount: 9 });
    const { preview } = await see(activatePeople, step(account, { userIds: [person.id] }));
    await activate(account, other);
    expect(await activate(account, person, { preview })).toMatchObject({
      ok: false,
      error: { code: "preview_changed" },
    });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
  });

  test("clicked twice it is done once", async () => {
    const person = await createUser();
    const { account } = await createFullAccount([person], { planSeatCount: 9 });
    const { preview } = await see(activatePeople, step(account, { userIds: [person.id] }));

    const results = await Promise.all([activate(account, person, { preview }), activate(account, person, { preview })]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: "preview_changed" } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
    expect(await auditOf(account.id)).toHaveLength(1);
  });

  test("S14: two people at once on the last seat: one is refused and the pool is never oversold", async () => {
    for (let round = 0; round < 5; round++) {
      const [one, two] = [await createUser(), await createUser()];
      const { account } = await createFullAccount([one, two], { planSeatCount: 2 });
      const previews = [one, two].map(({ id }) => see(activatePeople, step(account, { userIds: [id] })));
      const [seenOne, seenTwo] = await Promise.all(previews);
      const results = await Promise.all([activate(account, one, seenOne), activate(account, two, seenTwo)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
    }
  });

  test("a person who is no member here, a forged id and an unknown account are refused", async () => {
    const { account, waiting } = await createFullAccount([]);
    const stranger = await createUser();
    const elsewhere = await createOrganization(stranger.owners, { isActivated: false });
    const gone = { ok: false, error: { message: "This person is no longer here. Reload the page." } };

    expect(await activate(account, stranger)).toMatchObject(gone);
    expect(await activate(account, stranger, { in: elsewhere.id })).toMatchObject(gone);
    expect(await activate(account, stranger, { in: waiting.id })).toMatchObject(gone);
    expect(await activate(account, { id: 999_999_999 })).toMatchObject(gone);
    const forged = await activate({ id: "forged" }, stranger, { preview: anyPreview });
    expect(forged).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await activatedLogins(elsewhere.id)).toEqual([]);
  });

  test("an empty reason is refused at its field", async () => {
    const person = await createUser();
    const { account } = await createFullAccount([person], { planSeatCount: 9 });
    expect(await activate(account, person, { reason: "  " })).toMatchObject({
      ok: false,
      error: { fields: { reason: [/reason/] } },
    });
  });

  test("support is refused and nothing changes", async () => {
    const person = await createUser();
    const { account } = await createFullAccount([person], { planSeatCount: 9 });
    await signInAs("support");
    expect(await activate(account, person)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
    expect(await auditOf(account.id)).toEqual([]);
  });
});

test("a person's page says since when an activation holds or holds no longer, why and by whom", async () => {
  const rep = await signInAs("account_rep");
  const person = await createUser();
  const { account } = await createFullAccount([person], { planSeatCount: 2 });
  const first = async () => (await listMembershipsOf(db, person.id, 1)).rows[0]!;
  const because = { activationReason: "Ticket 7", activationActor: rep.email };
  await activate(account, person);
  const began = await first();
  expect(began).toMatchObject({ isActivated: true, ...because });
  await deactivate(account, person);
  const ended = await first();
  expect(ended).toMatchObject({ isActivated: false, ...because });
  expect(ended.activationChangedAt!.getTime()).toBeGreaterThan(began.activationChangedAt!.getTime());
});

describe("deactivate", () => {
  test("S8: frees the seat when no login stays activated in the account", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const person = await createUser({ name: "Ann Lee", logins: 2 });
    const web = await createOrganization([person.owners[0]!], { account });
    const api = await createOrganization([person.owners[1]!], { account });
    const elsewhere = await createOrganization(person.owners);

    expect(await deactivate(account, person)).toMatchObject({
      ok: true,
      data: { usedBefore: 1, usedAfter: 0, memberships: 2 },
    });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, organizationSeatCount: 0 });
    expect(await activatedLogins(elsewhere.id)).toHaveLength(2);
    const [row] = await auditOf(account.id);
    expect(row).toMatchObject({
      action: "person.deactivate",
      before: { activatedIn: [web.login, api.login].sort().join(", "), usedSeats: 1 },
      after: { activatedIn: null, usedSeats: 0 },
    });
  });

  test("S8: a person with two logins keeps the seat while either is activated", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const person = await createUser({ logins: 2 });
    const web = await createOrganization([person.owners[0]!], { account });
    const api = await createOrganization([person.owners[1]!], { account });

    expect(await deactivate(account, person, { in: web.id })).toMatchObject({
      ok: true,
      data: { usedBefore: 1, usedAfter: 1 },
    });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
    expect(await deactivate(account, person, { in: api.id })).toMatchObject({
      ok: true,
      data: { usedBefore: 1, usedAfter: 0 },
    });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0 });
  });

  test("a student who leaves frees no seat and is counted no longer", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const student = await createUser({ isStudent: true });
    await createOrganization(student.owners, { account });
    expect(await deactivate(account, student)).toMatchObject({ ok: true, data: { usedBefore: 0, usedAfter: 0 } });
    expect(await reloadAccount(account)).toMatchObject({ studentCount: 0 });
  });

  test("works in an inactive account", async () => {
    const { account, seated } = await createFullAccount([], { isActive: false });
    expect(await deactivate(account, seated)).toMatchObject({ ok: true, data: { usedAfter: 0 } });
  });

  test("S17: is refused when the seats moved since the preview", async () => {
    const { account, seated } = await createFullAccount([await createUser()], { planSeatCount: 9 });
    const leaver = await createUser();
    await createOrganization(leaver.owners, { account });
    const { preview } = await see(deactivatePeople, { accountId: account.id, userIds: [seated.id] });
    await deactivate(account, leaver);
    expect(await deactivate(account, seated, { preview })).toMatchObject({
      ok: false,
      error: { code: "preview_changed" },
    });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
  });

  test("is refused where nothing is activated", async () => {
    const person = await createUser();
    const { account } = await createFullAccount([person]);
    expect(await deactivate(account, person)).toMatchObject({
      ok: false,
      error: { message: "This person is activated nowhere here." },
    });
    expect(await auditOf(account.id)).toEqual([]);
  });

  test("support is refused and nothing changes", async () => {
    const { account, seated } = await createFullAccount([]);
    await signInAs("support");
    expect(await deactivate(account, seated)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
  });
});

describe("several people at once", () => {
  test("are activated and deactivated as the preview said, with a row in the audit log each", async () => {
    const people = [await createUser(), await createUser({ isStudent: true })];
    const { account, waiting } = await createFullAccount(people, { planSeatCount: 2 });
    const userIds = people.map(({ id }) => id);

    expect(await activateSet(account, { userIds })).toMatchObject({
      ok: true,
      data: { usedBefore: 1, usedAfter: 2, memberships: 2, changed: 2, leftOut: 0 },
    });
    expect(await activatedLogins(waiting.id)).toHaveLength(2);
    expect(await deactivateSet(account, { userIds })).toMatchObject({ ok: true, data: { usedAfter: 1, changed: 2 } });
    const actions = (await auditOf(account.id)).map(({ action, subjectId }) => [action, Number(subjectId)]);
    expect(actions.sort()).toEqual([
      ...userIds.map((id) => ["person.activate", id]),
      ...userIds.map((id) => ["person.deactivate", id]),
    ]);
  });

  test("are refused whole where they do not fit, or come as far as seats last", async () => {
    const people = [await createUser(), await createUser(), await createUser()];
    const { account, waiting } = await createFullAccount(people, { planSeatCount: 3 });
    const userIds = people.map(({ id }) => id);

    const refused = await activateSet(account, { userIds });
    expect(refused).toMatchObject({ ok: false, error: { code: "precondition_failed" } });
    expect(!refused.ok && refused.error.message).toContain("1 seat short");
    expect(await activatedLogins(waiting.id)).toEqual([]);

    expect(await activateSet(account, { userIds }, "fit")).toMatchObject({
      ok: true,
      data: { changed: 2, leftOut: 1 },
    });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3 });
    expect(await activateSet(account, { userIds }, "fit")).toMatchObject({
      ok: false,
      error: { code: "precondition_failed", message: expect.stringContaining("1 seat short") },
    });
  });

  test("stay within the organization, and a whole one within the account", async () => {
    const person = await createUser();
    const { account, waiting } = await createFullAccount([person], { planSeatCount: 9 });
    const other = await createOrganization(person.owners, { account, isActivated: false });
    const elsewhere = await createOrganization((await createUser()).owners, { isActivated: false });

    expect(await activateSet(account, { userIds: [person.id], organizationId: other.id })).toMatchObject({ ok: true });
    expect(await activatedLogins(waiting.id)).toEqual([]);
    expect(await activateSet(account, { organizationId: waiting.id })).toMatchObject({
      ok: true,
      data: { changed: 2 },
    });
    expect(await activateSet(account, { organizationId: elsewhere.id })).toMatchObject({
      ok: false,
      error: { message: "Everybody is activated here already." },
    });
    expect(await activatedLogins(elsewhere.id)).toEqual([]);
  });

  test("S17: are refused when the numbers moved, when somebody did it before, and when none is a member", async () => {
    const people = [await createUser(), await createUser()];
    const { account } = await createFullAccount(people, { planSeatCount: 9 });
    const userIds = people.map(({ id }) => id);
    const seen = await see(activatePeople, step(account, { userIds }));
    await activate(account, people[0]!);
    const changed = { ok: false, error: { code: "preview_changed" } };
    expect(await activateSet(account, { userIds }, "all", seen)).toMatchObject(changed);
    await activate(account, people[1]!);
    const done = { ok: false, error: { message: "Everybody is activated here already." } };
    expect(await activateSet(account, { userIds })).toMatchObject(done);
    const strangers = { ok: false, error: { message: "These people are no longer here. Reload the page." } };
    expect(await activateSet(account, { userIds: [999_999_998, 999_999_999] })).toMatchObject(strangers);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3 });

    const shown = await see(deactivatePeople, { accountId: account.id, userIds });
    await deactivate(account, people[0]!);
    expect(await deactivateSet(account, { userIds }, shown)).toMatchObject(changed);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
  });

  test("S17: are refused when as many others have come to the same", async () => {
    const [ann, bo, cy] = [await createUser({ isStudent: true }), await createUser(), await createUser()];
    const { account, waiting } = await createFullAccount([ann, bo, cy], { planSeatCount: 2 });
    const joinOn = (person: typeof ann, day: string) => {
      const theirs = and(eq(memberships.organizationId, waiting.id), eq(memberships.ownerId, person.owners[0]!.id));
      return db
        .update(memberships)
        .set({ createdAt: new Date(day) })
        .where(theirs);
    };
    await joinOn(bo, "2024-01-02");
    await joinOn(cy, "2024-01-03");
    const look = () => see(activatePeople, step(account, { organizationId: waiting.id }, "fit"));
    const shown = await look();
    expect(shown.plan).toMatchObject({ changed: 3, leftOut: 1 });
    await joinOn(cy, "2024-01-01");
    const now = await look();
    expect({ ...now.plan, set: shown.plan.set }).toEqual(shown.plan);
    expect(now.plan.set).not.toBe(shown.plan.set);
    expect(await activateSet(account, { organizationId: waiting.id }, "fit", shown)).toMatchObject({
      ok: false,
      error: { code: "preview_changed" },
    });
    expect(await activatedLogins(waiting.id)).toEqual([]);
    expect(await activateSet(account, { organizationId: waiting.id }, "fit", now)).toMatchObject({ ok: true });
    expect(await activatedLogins(waiting.id)).not.toContain(bo.owners[0]!.id);
  });

  test("support is refused and nothing changes", async () => {
    const person = await createUser();
    const { account, seated } = await createFullAccount([person], { planSeatCount: 9 });
    await signInAs("support");
    const forbidden = { ok: false, error: { code: "forbidden" } };
    expect(await activateSet(account, { userIds: [person.id] })).toMatchObject(forbidden);
    expect(await deactivateSet(account, { userIds: [seated.id] })).toMatchObject(forbidden);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
    expect(await auditOf(account.id)).toEqual([]);
  });
});
