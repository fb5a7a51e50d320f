import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { type Account, accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import { organizations } from "@/db/schema/organizations";
import { planAttach } from "@/domain/organizations";
import { previewOf } from "@/domain/preview";
import { confirm, see } from "@/test/confirm";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { attachOrganizations } from "./attach-organizations";
import { detachOrganizations } from "./detach-organizations";
import { moveOrganization } from "./move-organization";

/** Two organizations. Ann has a login in each, Bo one login in both, Cy is a student, and there is a bot. */
async function createAcme() {
  const [ann, bo, cy, bot] = [
    await createUser({ logins: 2 }),
    await createUser(),
    await createUser({ isStudent: true }),
    await createUser({ isBot: true }),
  ];
  const web = await createOrganization([ann.owners[0]!, bo.owners[0]!, cy.owners[0]!]);
  const api = await createOrganization([ann.owners[1]!, bo.owners[0]!, bot.owners[0]!]);
  return { ann, bo, web, api, ids: [web.id, api.id] };
}

const asked = (account: Account, organizationIds: number[], planSeatCount = account.planSeatCount) => ({
  accountId: account.id,
  organizationIds,
  planSeatCount,
});

const attach = (...of: Parameters<typeof asked>) => confirm(attachOrganizations, asked(...of));
const detach = (account: Account, organizationId: number) =>
  confirm(detachOrganizations, { accountId: account.id, organizationIds: [organizationId] });
const move = (from: Account, to: Account, organizationId: number) =>
  confirm(moveOrganization, { accountId: from.id, toAccountId: to.id, organizationId });

async function auditOf(accountId: string) {
  return db.select().from(auditLog).where(eq(auditLog.accountId, accountId)).orderBy(auditLog.id);
}

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("attach (S9)", () => {
  test("S1: people in several organizations take one seat; students and bots take none", async () => {
    const account = await createAccount({ planSeatCount: 2 });
    const { ids } = await createAcme();

    const { plan } = await see(attachOrganizations, asked(account, ids));
    expect(plan).toMatchObject({ usedBefore: 0, usedAfter: 2, newSeats: 2, overlappingPeople: 2, total: 2 });
    expect(await attach(account, ids)).toEqual({
      ok: true,
      data: plan,
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });

    expect(await reloadAccount(account)).toMatchObject({
      usedSeatCount: 2,
      studentCount: 1,
      botCount: 1,
      organizationCount: 2,
      organizationSeatCount: 4,
    });
  });

  test("leaves one audit row an organization, with actor, reason, before and after, under one change", async () => {
    const rep = await signInAs("account_rep");
    const account = await createAccount({ planSeatCount: 2 });
    const { web, api } = await createAcme();
    await attach(account, [web.id, api.id]);

    const rows = await auditOf(account.id);
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ changeId }) => changeId)).size).toBe(1);
    expect(rows[0]).toMatchObject({
      action: "organization.attach",
      actor: rep.email,
      reason: "Contract 12",
      subjectId: String(web.id),
      before: { account: null, usedSeats: 0 },
      after: { account: account.name, usedSeats: 2 },
    });
  });

  test("is refused when seats are missing, names the number that would fit, and nothing changes", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const { ids } = await createAcme();

    const result = await attach(account, ids);
    expect(result).toMatchObject({ ok: false, error: { code: "precondition_failed" } });
    expect(!result.ok && result.error.message).toContain("Raise plan seats to 2");
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, organizationCount: 0, planSeatCount: 1 });
    expect(await auditOf(account.id)).toEqual([]);
  });

  test("raises plan seats in the same step, and audits both", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const { ids } = await createAcme();

    expect(await attach(account, ids, 2)).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, planSeatCount: 2 });
    expect((await auditOf(account.id)).map(({ action }) => action)).toEqual([
      "organization.attach",
      "organization.attach",
      "seats.change",
    ]);
  });

  test("refuses to lower plan seats, at their field", async () => {
    const account = await createAccount({ planSeatCount: 5 });
    const { ids } = await createAcme();
    expect(await attach(account, ids, 4)).toMatchObject({
      ok: false,
      error: { code: "precondition_failed", fields: { planSeatCount: [expect.stringContaining("not lowered")] } },
    });
  });

  test("a form that weighs again in the browser, at every key, comes to the word of the change", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const { ids } = await createAcme();
    const { plan: shown } = await see(attachOrganizations, asked(account, ids));
    for (const planSeatCount of [0, 1, 2, 3]) {
      const { plan, preview } = await see(attachOrganizations, asked(account, ids, planSeatCount));
      const typed = planAttach(account, shown, planSeatCount);
      expect(typed).toEqual(plan);
      expect(previewOf(typed)).toBe(preview);
    }
  });

  test("says how many members come if none is activated, and the seats that all of them would take", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const [ann, bo, cy, bot, seated] = [
      await createUser({ logins: 2 }),
      await createUser(),
      await createUser({ isStudent: true }),
      await createUser({ isBot: true }),
      await createUser(),
    ];
    await createOrganization(seated.owners, { account });
    const web = await createOrganization([...ann.owners, ...cy.owners, ...seated.owners], { isActivated: false });
    const api = await createOrganization([...bo.owners, ...bot.owners, ann.owners[0]!], { isActivated: false });
    const noneActivated = async (...ids: number[]) =>
      (await see(attachOrganizations, asked(account, ids))).plan.noneActivated;

    expect(await noneActivated(web.id)).toEqual({ members: 3, seats: 1 });
    expect(await noneActivated(web.id, api.id)).toEqual({ members: 5, seats: 2 });
    const active = await createOrganization((await createUser()).owners);
    expect(await noneActivated(web.id, active.id)).toBeUndefined();
    expect(await noneActivated((await createOrganization()).id)).toBeUndefined();
    expect(await attach(account, [web.id, api.id])).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
  });

  test("goes over the pool where overage is allowed", async () => {
    const account = await createAccount({ planSeatCount: 1, overage: "allow" });
    const { ids } = await createAcme();
    expect(await attach(account, ids)).toMatchObject({ ok: true, data: { usedAfter: 2, total: 1 } });
  });

  test("an organization without members, or whose people are seated already, costs nothing even while over", async () => {
    const account = await createAccount({ planSeatCount: 1, overage: "allow" });
    const { ids, ann } = await createAcme();
    await attach(account, ids);
    await db.update(accounts).set({ overage: "block" }).where(eq(accounts.id, account.id));
    const empty = await createOrganization();
    const known = await createOrganization([ann.owners[0]!]);
    expect(await attach(account, [empty.id, known.id])).toMatchObject({
      ok: true,
      data: { usedAfter: 2, newSeats: 0 },
    });
  });

  test("refuses an organization that is in another account, by name, and attaches none of the others", async () => {
    const [account, other] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 9 })];
    const { web, api } = await createAcme();
    await attach(other, [web.id]);
    const result = await attach(account, [web.id, api.id]);
    expect(result).toMatchObject({
      ok: false,
      error: { code: "conflict", message: `${web.login} is already in ${other.name}.` },
    });
    expect(await reloadAccount(account)).toMatchObject({ organizationCount: 0, usedSeatCount: 0 });
  });

  test("an inactive account takes nobody, even for nothing", async () => {
    const account = await createAccount({ isActive: false });
    const empty = await createOrganization();
    expect(await attach(account, [empty.id])).toMatchObject({
      ok: false,
      error: { message: "This account is inactive and takes no one new. Set it active first." },
    });
  });

  test("S17: refuses when the facts moved since the preview", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const { ids, web } = await createAcme();
    const { preview } = await see(attachOrganizations, asked(account, ids));
    const late = await createUser();
    await db
      .insert(memberships)
      .values({ organizationId: web.id, ownerId: late.owners[0]!.id, role: "member", isActivated: true });

    const moved = { ok: false, error: { code: "preview_changed" } };
    expect(await confirm(attachOrganizations, asked(account, ids), { preview })).toMatchObject(moved);
    expect(await reloadAccount(account)).toMatchObject({ organizationCount: 0 });
  });

  test("plan seats raised since the preview count as changed numbers, and are not lowered again", async () => {
    const account = await createAccount({ planSeatCount: 5 });
    const { ids } = await createAcme();
    const { preview } = await see(attachOrganizations, asked(account, ids));
    await db.update(accounts).set({ planSeatCount: 8 }).where(eq(accounts.id, account.id));

    const moved = { ok: false, error: { code: "preview_changed" } };
    expect(await confirm(attachOrganizations, asked(account, ids), { preview })).toMatchObject(moved);
    expect(await reloadAccount(account)).toMatchObject({ organizationCount: 0, planSeatCount: 8 });
  });

  test("support is refused and nothing changes", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const { ids } = await createAcme();
    await signInAs("support");
    expect(await attach(account, ids)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await reloadAccount(account)).toMatchObject({ organizationCount: 0 });
  });

  test("two attaches at once on the last seats: one is refused and the pool is never oversold", async () => {
    for (let round = 0; round < 5; round++) {
      const account = await createAccount({ planSeatCount: 1 });
      const [first, second] = [
        await createOrganization((await createUser()).owners),
        await createOrganization((await createUser()).owners),
      ];
      const results = await Promise.all([attach(account, [first.id]), attach(account, [second.id])]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, organizationCount: 1 });
    }
  });
});

describe("detach (S10)", () => {
  test("frees the seats of those who were only there, and attaching again brings them back", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const { web, api, ids } = await createAcme();
    const alone = await createUser();
    const extra = await createOrganization([...alone.owners]);
    await attach(account, [...ids, extra.id]);

    expect(await detach(account, extra.id)).toEqual({
      ok: true,
      data: { usedBefore: 3, usedAfter: 2, peopleLeaving: 1 },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });
    expect(await detach(account, web.id)).toMatchObject({ ok: true, data: { usedAfter: 2, peopleLeaving: 1 } });
    expect(await attach(account, [web.id, extra.id])).toMatchObject({ ok: true, data: { usedAfter: 3 } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3, studentCount: 1, botCount: 1 });
    expect(api.accountId).toBeNull();
  });

  test("works in an inactive account", async () => {
    const account = await createAccount({ planSeatCount: 9, isActive: false });
    const organization = await createOrganization((await createUser()).owners, { account });
    expect(await detach(account, organization.id)).toMatchObject({ ok: true, data: { usedAfter: 0 } });
  });

  test("support is refused and nothing changes", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const organization = await createOrganization((await createUser()).owners, { account });
    await signInAs("support");
    expect(await detach(account, organization.id)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
  });
});

describe("move (S11)", () => {
  test("detaches and attaches in one step, counts both accounts and leaves an audit row in each", async () => {
    const [from, to] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 9 })];
    const { web, ids } = await createAcme();
    await attach(from, ids);

    expect(await move(from, to, web.id)).toMatchObject({
      ok: true,
      data: { from: { usedBefore: 2, usedAfter: 2, peopleLeaving: 1, total: 9 }, to: { usedBefore: 0, usedAfter: 2 } },
    });
    const [organization] = await db.select().from(organizations).where(eq(organizations.id, web.id));
    expect(organization?.accountId).toBe(to.id);
    for (const account of [from, to]) {
      const moved = and(eq(auditLog.accountId, account.id), eq(auditLog.action, "organization.move"));
      expect(await db.select().from(auditLog).where(moved)).toHaveLength(1);
    }
  });

  test("into an account without room is refused and the organization stays where it was", async () => {
    const [from, to] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 1 })];
    const { web, ids } = await createAcme();
    await attach(from, ids);
    expect(await move(from, to, web.id)).toMatchObject({ ok: false, error: { code: "precondition_failed" } });
    expect(await reloadAccount(from)).toMatchObject({ organizationCount: 2, usedSeatCount: 2 });
  });

  test("is refused when the total of either account moved since the preview, and the organization stays", async () => {
    const [from, to] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 9 })];
    const { web, ids } = await createAcme();
    await attach(from, ids);
    for (const changed of [from, to]) {
      const input = { accountId: from.id, toAccountId: to.id, organizationId: web.id };
      const { preview } = await see(moveOrganization, input);
      await db.update(accounts).set({ planSeatCount: 8 }).where(eq(accounts.id, changed.id));
      const moved = { ok: false, error: { code: "preview_changed" } };
      expect(await confirm(moveOrganization, input, { preview })).toMatchObject(moved);
    }
    expect(await reloadAccount(from)).toMatchObject({ organizationCount: 2 });
  });

  test("two moves that cross each other at once both succeed, the slower one after looking again", async () => {
    const [one, two] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 9 })];
    const first = await createOrganization((await createUser()).owners, { account: one });
    const second = await createOrganization((await createUser()).owners, { account: two });
    async function moveLookingAgain(from: Account, to: Account, organizationId: number) {
      const result = await move(from, to, organizationId);
      return result.ok || result.error.code !== "preview_changed" ? result : move(from, to, organizationId);
    }

    const results = await Promise.all([moveLookingAgain(one, two, first.id), moveLookingAgain(two, one, second.id)]);
    expect(results).toMatchObject([{ ok: true }, { ok: true }]);
    for (const [organization, home] of [
      [first, two],
      [second, one],
    ] as const) {
      const [moved] = await db.select().from(organizations).where(eq(organizations.id, organization.id));
      expect(moved?.accountId).toBe(home.id);
      expect(await reloadAccount(home)).toMatchObject({ usedSeatCount: 1, organizationCount: 1 });
    }
  });

  test("support is refused and nothing changes", async () => {
    const [from, to] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 9 })];
    const organization = await createOrganization((await createUser()).owners, { account: from });
    await signInAs("support");
    expect(await move(from, to, organization.id)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await reloadAccount(from)).toMatchObject({ organizationCount: 1 });
  });
});
