import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  clearAccountDelinquent,
  markAccountDelinquent,
  setAccountInactive,
} from "@/changes/accounts/change-account-state";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { activate, attach, changeSeats, deactivate, detach, move } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import { db } from "../client";
import { organizations } from "../schema/organizations";
import { accountUsers } from "../schema/seats";
import { listCombinations } from "./overlap";
import { listRecounts, listSeatDrift } from "./seat-drift";

const reason = "Contract 12";
const rep = { kind: "staff", id: "1", email: "rep@staff.example", role: "account_rep" } as const;
const refused = { ok: false, error: { code: "precondition_failed" } };

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("cases the rules decide", () => {
  test("a person in two accounts holds a seat in each, and losing one leaves the other", async () => {
    const person = await createUser();
    const [one, other] = [await createAccount(), await createAccount()];
    const first = await createOrganization(person.owners, { account: one });
    await createOrganization(person.owners, { account: other });
    for (const account of [one, other]) expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });

    expect(await detach(one, first)).toMatchObject({ ok: true });
    expect(await reloadAccount(one)).toMatchObject({ usedSeatCount: 0 });
    expect(await reloadAccount(other)).toMatchObject({ usedSeatCount: 1 });
  });

  test("delinquent is shown and changes no seat: all that an account could do it still can", async () => {
    const account = await createAccount({ planSeatCount: 2 });
    const [ann, bo] = [await createUser(), await createUser()];
    await createOrganization(ann.owners, { account });
    await createOrganization(bo.owners, { account, isActivated: false });
    const before = await reloadAccount(account);

    await markAccountDelinquent(rep, { accountId: account.id, reason });
    expect(await reloadAccount(account)).toEqual({ ...before, isDelinquent: true });
    expect(await activate(account, bo)).toMatchObject({ ok: true, data: { usedAfter: 2 } });
    expect(await attach(account, await createOrganization(ann.owners))).toMatchObject({ ok: true });
    expect(await attach(account, await createOrganization((await createUser()).owners))).toMatchObject(refused);

    const delinquent = await reloadAccount(account);
    await clearAccountDelinquent(rep, { accountId: account.id, reason });
    expect(await reloadAccount(account)).toEqual({ ...delinquent, isDelinquent: false });
  });

  test("an inactive account takes nobody; it may detach, move out, deactivate and change its seat plan", async () => {
    const [account, other] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 9 })];
    const [ann, bo] = [await createUser(), await createUser()];
    const [leaving, moving, staying] = [
      await createOrganization((await createUser()).owners, { account }),
      await createOrganization((await createUser()).owners, { account }),
      await createOrganization(ann.owners, { account }),
    ];
    await createOrganization(bo.owners, { account, isActivated: false });
    const elsewhere = await createOrganization((await createUser()).owners, { account: other });
    await setAccountInactive(rep, { accountId: account.id, reason });

    expect(await attach(account, await createOrganization())).toMatchObject(refused);
    expect(await move(other, account, elsewhere)).toMatchObject(refused);
    expect(await activate(account, bo)).toMatchObject(refused);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3, organizationCount: 4 });

    expect(await detach(account, leaving)).toMatchObject({ ok: true, data: { usedAfter: 2 } });
    expect(await move(account, other, moving)).toMatchObject({ ok: true, data: { from: { usedAfter: 1 } } });
    expect(await deactivate(account, ann)).toMatchObject({ ok: true, data: { usedAfter: 0 } });
    expect(await changeSeats(account, { planSeatCount: 2 })).toMatchObject({ ok: true, data: { total: 2 } });
    expect(await reloadAccount(account)).toMatchObject({ isActive: false, usedSeatCount: 0, organizationCount: 2 });
    expect((await db.select().from(organizations).where(eq(organizations.id, staying.id)))[0]).toMatchObject({
      accountId: account.id,
    });
  });

  test("an organization in no account holds no seat, and brings its activated people when it is attached", async () => {
    const [ann, bo] = [await createUser(), await createUser()];
    const organization = await createOrganization([...ann.owners, ...bo.owners]);
    const held = () => db.select().from(accountUsers).where(eq(accountUsers.userId, ann.id));
    expect(await held()).toEqual([]);

    const account = await createAccount({ planSeatCount: 2 });
    expect(await attach(account, organization)).toMatchObject({ ok: true, data: { usedAfter: 2 } });
    expect(await held()).toMatchObject([{ accountId: account.id, kind: "seat", organizationCount: 1 }]);
  });
});

describe("faults of the system before", () => {
  test("the account's one pool decides, whichever organization asks: no second ledger can drift from it", async () => {
    const account = await createAccount({ planSeatCount: 3 });
    const [ann, bo, cy, di] = [await createUser(), await createUser(), await createUser(), await createUser()];
    await createOrganization([...ann.owners, ...bo.owners], { account, isActivated: false });
    await createOrganization([...cy.owners, ...di.owners], { account, isActivated: false });
    for (const person of [ann, cy, bo]) expect(await activate(account, person)).toMatchObject({ ok: true });
    expect(await activate(account, di)).toMatchObject(refused);

    expect(await deactivate(account, ann)).toMatchObject({ ok: true });
    expect(await activate(account, di)).toMatchObject({ ok: true });
    expect(await activate(account, ann)).toMatchObject(refused);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3, organizationSeatCount: 3 });
  });

  test("an organization in which a person has two activated logins is attached whole, for one seat", async () => {
    const person = await createUser({ logins: 2 });
    const organization = await createOrganization(person.owners);
    const account = await createAccount({ planSeatCount: 1 });
    expect(await attach(account, organization)).toMatchObject({ ok: true, data: { newSeats: 1, usedAfter: 1 } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, organizationSeatCount: 1 });
  });

  test("attaching that fails half way attaches nothing, even where the first organizations would fit", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const fitting = await createOrganization((await createUser()).owners);
    const tooMany = await createOrganization((await createUser({ logins: 2 })).owners);
    expect(await attach(account, fitting, tooMany)).toMatchObject(refused);
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, organizationCount: 0 });
  });

  test("organizations without members, or with nobody activated, break no count of their account", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const empty = await createOrganization();
    const idle = await createOrganization((await createUser()).owners, { isActivated: false });
    expect(await attach(account, empty, idle)).toMatchObject({ ok: true, data: { usedAfter: 0 } });
    await createOrganization((await createUser()).owners, { account });

    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, organizationCount: 3 });
    expect(await listRecounts(db, [account.id])).toMatchObject([{ used: 1, recountedUsed: 1 }]);
    expect(await listCombinations(db, account.id)).toMatchObject([{ people: 1, organizationIds: { length: 1 } }]);
    for (const organization of [empty, idle]) {
      expect(await detach(account, organization)).toMatchObject({ ok: true, data: { peopleLeaving: 0 } });
    }
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, organizationCount: 1 });
  });
});
