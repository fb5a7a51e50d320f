import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { findRaisedAlert } from "@/db/queries/alerts";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { listSeatDays } from "@/db/queries/seat-history";
import { type Account, accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import { organizations } from "@/db/schema/organizations";
import { dayOf } from "@/domain/seat-history";
import { action } from "@/server/action";
import { confirm, see } from "@/test/confirm";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { attach, changeSeats } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import * as changes from "./change-account-state";
import { closeAccount } from "./close-account";
import { renameAccount } from "./rename-account";

const rename = action(renameAccount);
const setInactive = action(changes.setAccountInactive);
const setActive = action(changes.setAccountActive);
const markDelinquent = action(changes.markAccountDelinquent);
const clearDelinquent = action(changes.clearAccountDelinquent);
const reopen = action(changes.reopenAccount);

const reason = "Contract 12";

async function auditOf({ id }: Account) {
  return db.select().from(auditLog).where(eq(auditLog.accountId, id)).orderBy(auditLog.id);
}

const close = ({ id: accountId }: Account, seen: { preview?: string } = {}) =>
  confirm(closeAccount, { accountId }, seen);

/** Two organizations, and two people who are in both. */
async function createAcme() {
  const account = await createAccount({ planSeatCount: 2 });
  const people = [await createUser(), await createUser()];
  const owners = people.flatMap((person) => person.owners);
  const web = await createOrganization(owners, { account });
  const api = await createOrganization(owners, { account });
  return { account: await reloadAccount(account), organizationIds: [web.id, api.id] };
}

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("rename", () => {
  test("gives the account its name and leaves an audit row with both names", async () => {
    const account = await createAccount();
    const name = `${account.name} Group`;
    expect(await rename({ accountId: account.id, name, reason })).toEqual({
      ok: true,
      data: { name },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });
    expect(await reloadAccount(account)).toMatchObject({ name });
    expect(await auditOf(account)).toMatchObject([
      { action: "account.rename", reason, before: { name: account.name }, after: { name } },
    ]);
  });

  test("may change the case of a name alone", async () => {
    const account = await createAccount();
    const name = account.name.toUpperCase();
    expect(await rename({ accountId: account.id, name, reason })).toMatchObject({ ok: true });
  });

  test("to a name that is taken, by a closed account too, is refused at the field", async () => {
    const [account, other] = [await createAccount(), await createAccount()];
    await close(other);
    expect(await rename({ accountId: account.id, name: other.name, reason })).toMatchObject({
      ok: false,
      error: { code: "conflict", fields: { name: ["Another account already has this name."] } },
    });
  });

  test("to the same name is refused and audited nowhere", async () => {
    const account = await createAccount();
    expect(await rename({ accountId: account.id, name: account.name, reason })).toMatchObject({
      ok: false,
      error: { code: "conflict" },
    });
    expect(await auditOf(account)).toEqual([]);
  });
});

const steps = [
  { name: "set inactive", run: setInactive, action: "account.set_inactive", from: {}, to: { isActive: false } },
  {
    name: "set active",
    run: setActive,
    action: "account.set_active",
    from: { isActive: false },
    to: { isActive: true },
  },
  {
    name: "mark delinquent",
    run: markDelinquent,
    action: "account.mark_delinquent",
    from: {},
    to: { isDelinquent: true },
  },
  {
    name: "clear delinquent",
    run: clearDelinquent,
    action: "account.clear_delinquent",
    from: { isDelinquent: true },
    to: { isDelinquent: false },
  },
  {
    name: "reopen",
    run: reopen,
    action: "account.reopen",
    from: { isActive: false, closedAt: new Date() },
    to: { isActive: true, closedAt: null },
  },
];

describe.each(steps)("$name", ({ run, action, from, to }) => {
  async function createBefore() {
    const account = await createAccount({ planSeatCount: 7 });
    if (Object.keys(from).length > 0) await db.update(accounts).set(from).where(eq(accounts.id, account.id));
    return reloadAccount(account);
  }

  test("is done once, with an audit row; a second time it is refused", async () => {
    const account = await createBefore();
    expect(await run({ accountId: account.id, reason })).toMatchObject({ ok: true });
    expect(await run({ accountId: account.id, reason })).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await reloadAccount(account)).toEqual({ ...account, ...to });
    expect(await auditOf(account)).toMatchObject([{ action, reason, subjectKind: "account", subjectId: account.id }]);
  });

  test("support is refused and nothing changes", async () => {
    const account = await createBefore();
    await signInAs("support");
    expect(await run({ accountId: account.id, reason })).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await reloadAccount(account)).toEqual(account);
  });
});

test("an account that does not exist is not found", async () => {
  const result = await setInactive({ accountId: "nobody", reason });
  expect(result).toMatchObject({ ok: false, error: { code: "not_found" } });
});

describe("close (S13)", () => {
  test("detaches every organization, which keeps its activations, and leaves the account empty with its plan", async () => {
    const { account, organizationIds } = await createAcme();
    expect(await close(account)).toEqual({
      ok: true,
      data: { organizations: 2, people: 2, usedSeats: 2 },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });

    expect(await reloadAccount(account)).toMatchObject({
      isActive: false,
      closedAt: expect.any(Date),
      organizationCount: 0,
      usedSeatCount: 0,
      planSeatCount: 2,
    });
    for (const id of organizationIds) {
      const [organization] = await db.select().from(organizations).where(eq(organizations.id, id));
      expect(organization).toMatchObject({ accountId: null, attachedAt: null });
      const activated = await db.select().from(memberships).where(eq(memberships.organizationId, id));
      expect(activated.map(({ isActivated }) => isActivated)).toEqual([true, true]);
    }
  });

  test("leaves an audit row for the account and one for each organization, under one change", async () => {
    const { account, organizationIds } = await createAcme();
    await close(account);
    const rows = await auditOf(account);
    const [closed, ...detached] = rows;
    expect(closed).toMatchObject({ action: "account.close", subjectId: account.id });
    expect(detached.map(({ action }) => action)).toEqual(["organization.detach", "organization.detach"]);
    expect(detached.map(({ subjectId }) => Number(subjectId)).sort((one, other) => one - other)).toEqual(
      organizationIds,
    );
    expect(new Set(rows.map(({ changeId }) => changeId)).size).toBe(1);
    expect(closed).toMatchObject({
      before: { active: true, closed: false, organizations: 2, people: 2, usedSeats: 2 },
      after: { active: false, closed: true, organizations: 0, people: 0, usedSeats: 0 },
    });
  });

  test("clears its alerts, and its history says what was used before, and nothing since", async () => {
    const { account } = await createAcme();
    await changeSeats(account, { planSeatCount: 3 });
    await changeSeats(await reloadAccount(account), { planSeatCount: 2 });
    expect(await findRaisedAlert(db, account.id)).toMatchObject({ threshold: 100 });
    await close(await reloadAccount(account));
    expect(await findRaisedAlert(db, account.id)).toBeUndefined();
    const today = dayOf(new Date());
    const days = await listSeatDays(db, account.id, { from: today, to: today });
    expect(days).toMatchObject([{ used: 0, total: 2, over: 0, peakUsed: 2 }]);
  });

  test("then only Reopen is possible; reopened it is active and empty, with its last plan", async () => {
    const { account } = await createAcme();
    await close(account);
    const input = { accountId: account.id, reason };
    const refused = [
      await rename({ ...input, name: "Another name" }),
      await setInactive(input),
      await setActive(input),
      await markDelinquent(input),
      await clearDelinquent(input),
    ];
    expect(refused.map((result) => !result.ok && result.error.message)).toEqual(
      refused.map(() => "This account is closed. Reopen it first."),
    );
    expect(await close(account)).toMatchObject({ ok: false, error: { message: "This account is closed already." } });

    expect(await reopen(input)).toMatchObject({ ok: true });
    expect(await reloadAccount(account)).toMatchObject({
      isActive: true,
      closedAt: null,
      organizationCount: 0,
      usedSeatCount: 0,
      plan: account.plan,
      planSeatCount: 2,
    });
  });

  test("an account without organizations closes too, and so does an inactive one", async () => {
    for (const account of [await createAccount(), await createAccount({ isActive: false })]) {
      expect(await close(account)).toEqual({
        ok: true,
        data: { organizations: 0, people: 0, usedSeats: 0 },
        changeId: expect.any(String),
        confirmation: expect.any(Object),
      });
    }
  });

  test("is refused when the facts moved since the dialog was shown, and nothing is detached", async () => {
    const { account } = await createAcme();
    const shown = await see(closeAccount, { accountId: account.id });
    await createOrganization([], { account });
    await attach(account, await createOrganization());
    const now = await reloadAccount(account);
    expect(await close(account, shown)).toMatchObject({ ok: false, error: { code: "preview_changed" } });
    expect(await reloadAccount(account)).toEqual(now);
  });

  test("and an attach at the same moment: one is refused, and no organization stays in a closed account", async () => {
    for (let round = 0; round < 5; round++) {
      const { account } = await createAcme();
      const empty = await createOrganization();
      const results = await Promise.all([close(account), attach(account, empty)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      const { closedAt, organizationCount } = await reloadAccount(account);
      expect(organizationCount).toBe(closedAt ? 0 : 3);
    }
  });

  test("twice at the same moment: one is refused", async () => {
    const { account } = await createAcme();
    const results = await Promise.all([close(account), close(account)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await auditOf(account)).filter(({ action }) => action === "account.close")).toHaveLength(1);
  });

  test("support is refused and nothing changes", async () => {
    const { account } = await createAcme();
    await signInAs("support");
    expect(await close(account)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await reloadAccount(account)).toEqual(account);
  });
});
