import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { type Account, accounts } from "@/db/schema/accounts";
import { seatChanges } from "@/db/schema/seats";
import { dayOf, daysAfter } from "@/domain/seat-history";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { attach, deactivate, detach, move } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import { auditedTransaction } from "../audited-transaction";
import { hold } from "../locks";
import { updateAccount } from "./accounts";
import { listSeatChanges, listSeatDays } from "./seat-history";
import { peopleById, updateLedger } from "./seats";

let account: Account;
const today = dayOf(new Date());
const now = { from: daysAfter(today, -1), to: daysAfter(today, 1), page: 1 };

beforeEach(async () => {
  account = await createAccount({ planSeatCount: 5 });
});

describe("what is recorded", () => {
  test("is each change of used seats, with what held before and what caused it", async () => {
    await signInAs("account_rep");
    const [ann, bo] = [await createUser(), await createUser()];
    const web = await createOrganization([...ann.owners, ...bo.owners]);
    await attach(account, web);
    await deactivate(account, bo);
    await detach(account, web);

    const { rows, total } = await listSeatChanges(db, account.id, now);
    expect(total).toBe(4);
    expect(rows.map(({ used, before, cause }) => [before?.used, used, cause?.action])).toEqual([
      [1, 0, "organization.detach"],
      [2, 1, "person.deactivate"],
      [0, 2, "organization.attach"],
      [undefined, 0, undefined],
    ]);
    expect(rows[0]!.cause).toMatchObject({ reason: "Contract 12", others: 0 });
  });

  test("is caused in each account by what was done there, though one step was done in two", async () => {
    await signInAs("account_rep");
    const other = await createAccount({ planSeatCount: 5 });
    const web = await createOrganization((await createUser()).owners);
    await attach(account, web);
    await move(account, other, web);
    for (const { id, name } of [account, other]) {
      const { rows } = await listSeatChanges(db, id, now);
      expect(rows[0], name).toMatchObject({ cause: { action: "organization.move", others: 0 } });
    }
  });

  test("is one change for each step, as it ended", async () => {
    const people = await Promise.all([createUser(), createUser(), createUser()]);
    await createOrganization([people[0]!.owners[0]!], { account });
    await createOrganization([people[1]!.owners[0]!, people[2]!.owners[0]!], { account });
    const actor = { kind: "system", job: "test" } as const;
    await auditedTransaction(actor, "account.create", async (tx) => {
      await hold(tx, () => ({ accounts: [account.id] }));
      await updateAccount(tx, account.id, { planSeatCount: 2 });
      await updateAccount(tx, account.id, { planSeatCount: 1, freeSeatCount: 1 });
      await updateLedger(tx, [account.id], peopleById(people.map(({ id }) => id)));
      const subject = { subjectKind: "account", subjectId: account.id } as const;
      return {
        data: undefined,
        audit: { action: "account.create", accountId: account.id, reason: "One step", ...subject },
      };
    });

    const { rows } = await listSeatChanges(db, account.id, now);
    expect(rows[0]).toMatchObject({ used: 3, total: 2, before: { used: 3, total: 5 }, cause: { reason: "One step" } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: rows[0]!.used, planSeatCount: 1 });
  });

  test("follows the change before it, also where the clock was set back in between", async () => {
    const at = sql`clock_timestamp() + interval '1 minute'`;
    await db.insert(seatChanges).values({ accountId: account.id, usedSeatCount: 0, totalSeatCount: 7, at });
    await db.update(accounts).set({ planSeatCount: 9 }).where(eq(accounts.id, account.id));

    const { rows } = await listSeatChanges(db, account.id, now);
    expect(rows[0]).toMatchObject({ total: 9, before: { total: 7 } });
    expect((await listSeatDays(db, account.id, now)).at(-1)).toMatchObject({ total: 9 });
  });

  test("is nothing where neither used nor total seats change", async () => {
    await auditedTransaction({ kind: "system", job: "test" }, "account.create", async (tx) => {
      await updateAccount(tx, account.id, { name: `${account.name}, renamed`, planSeatCount: 4, freeSeatCount: 1 });
      const subject = { subjectKind: "account", subjectId: account.id } as const;
      return {
        data: undefined,
        audit: { action: "account.create", accountId: account.id, reason: "A name", ...subject },
      };
    });
    expect((await listSeatChanges(db, account.id, now)).total).toBe(1);
  });
});

describe("the days", () => {
  test("run from one midnight in UTC to the next, and begin with what held before them", async () => {
    await recorded([
      ["2026-03-30T23:59:59.999Z", 7, 5],
      ["2026-03-31T00:00:00.000Z", 6, 5],
      ["2026-03-31T12:00:00.000Z", 9, 5],
      ["2026-03-31T23:59:59.999Z", 2, 5],
      ["2026-04-02T00:00:00.000Z", 8, 8],
      ["2026-04-03T00:00:00.000Z", 1, 1],
    ]);
    expect(await listSeatDays(db, account.id, { from: "2026-03-31", to: "2026-04-02" })).toEqual([
      { day: "2026-03-31", used: 2, total: 5, over: 0, peakUsed: 9 },
      { day: "2026-04-01", used: 2, total: 5, over: 0, peakUsed: 2 },
      { day: "2026-04-02", used: 8, total: 8, over: 0, peakUsed: 8 },
    ]);
  });

  test("are empty before the account's history begins", async () => {
    await recorded([["2026-03-31T10:00:00Z", 3, 5]]);
    const days = await listSeatDays(db, account.id, { from: "2026-03-01", to: "2026-04-01" });
    expect(days.map(({ day }) => day)).toEqual(["2026-03-31", "2026-04-01"]);
  });
});

/** Puts another history in the place of the account's own. */
async function recorded(changes: [at: string, used: number, total: number][]) {
  await db.delete(seatChanges).where(eq(seatChanges.accountId, account.id));
  const rows = changes.map(([at, usedSeatCount, totalSeatCount]) => ({
    accountId: account.id,
    usedSeatCount,
    totalSeatCount,
    at: new Date(at),
  }));
  await db.insert(seatChanges).values(rows);
}
