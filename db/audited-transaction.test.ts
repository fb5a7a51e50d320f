import { eq, sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import type { Actor } from "@/domain/permissions";
import { createAccount, reloadAccount } from "@/test/factories";
import { auditedTransaction } from "./audited-transaction";
import { db } from "./client";
import { StartOver } from "./errors";
import type { Tx } from "./executor";
import { updateAccount } from "./queries/accounts";
import type { Account } from "./schema/accounts";
import { auditLog } from "./schema/audit-log";

const rep: Actor = { kind: "staff", id: "1", email: "rep@staff.example", role: "account_rep" };

function entryOf({ id }: Account, reason = "Contract 12") {
  const subject = { accountId: id, subjectKind: "account", subjectId: id } as const;
  return { ...subject, action: "account.rename", reason } as const;
}

async function auditOf({ id }: Account) {
  return db.select().from(auditLog).where(eq(auditLog.accountId, id)).orderBy(auditLog.id);
}

/** Names the account anew, as many times as it takes; with a reason that the audit log may or may not take. */
async function rename(account: Account, { actor = rep, reason = "Contract 12", before = async (_: Tx) => {} } = {}) {
  const work = vi.fn(async (tx: Tx) => {
    await before(tx);
    const { name } = await updateAccount(tx, account.id, { name: `New ${account.name}` });
    return { data: name, audit: [entryOf(account, reason)] };
  });
  const [outcome] = await Promise.allSettled([auditedTransaction(actor, "account.rename", work)]);
  return { outcome, runs: work.mock.calls.length };
}

describe("S15: a change that cannot be audited does not happen", () => {
  test("a change and its audit rows are committed together, all under one change", async () => {
    const account = await createAccount();
    const data = await auditedTransaction(rep, ["account.rename", "seats.change"], async (tx) => {
      await updateAccount(tx, account.id, { planSeatCount: 7 });
      return { data: "done", audit: [entryOf(account), { ...entryOf(account), action: "seats.change" }] };
    });
    expect(data).toBe("done");
    expect(await reloadAccount(account)).toMatchObject({ planSeatCount: 7 });
    const rows = await auditOf(account);
    expect(rows).toMatchObject([
      { action: "account.rename", actor: "rep@staff.example" },
      { action: "seats.change", actor: "rep@staff.example" },
    ]);
    expect(new Set(rows.map(({ changeId }) => changeId)).size).toBe(1);
  });

  test("thousands of audit rows are one change too", async () => {
    const account = await createAccount();
    await auditedTransaction(rep, "account.rename", async () => ({
      data: undefined,
      audit: Array.from({ length: 2_500 }, () => entryOf(account)),
    }));
    const rows = await auditOf(account);
    expect(rows).toHaveLength(2_500);
    expect(new Set(rows.map(({ changeId }) => changeId)).size).toBe(1);
  });

  test("the audit log refuses a row, and the change is undone", async () => {
    const account = await createAccount();
    const { outcome } = await rename(account, { reason: "  " });
    expect(outcome).toMatchObject({
      status: "rejected",
      reason: { cause: { constraint_name: "audit_log_reason_check" } },
    });
    expect(await reloadAccount(account)).toEqual(account);
    expect(await auditOf(account)).toEqual([]);
  });

  test("every permission is checked before anything runs", async () => {
    const account = await createAccount();
    const support: Actor = { ...rep, role: "support" };
    const { outcome, runs } = await rename(account, { actor: support });
    expect(outcome).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
    expect(runs).toBe(0);

    const work = vi.fn();
    await expect(auditedTransaction(rep, ["account.rename", "staff.add"], work)).rejects.toThrow("Only admins");
    expect(work).not.toHaveBeenCalled();
    expect(await auditOf(account)).toEqual([]);
  });
});

describe("S13: nothing here deletes history", () => {
  test.each([
    ["update", sql`update audit_log set reason = 'Another'`],
    ["delete", sql`delete from audit_log`],
    ["truncate", sql`truncate audit_log`],
  ])("the database refuses to %s the audit log", async (_, statement) => {
    const account = await createAccount();
    await rename(account);
    const before = await auditOf(account);
    expect(before).toHaveLength(1);
    await expect(db.execute(statement)).rejects.toMatchObject({
      cause: { message: "The audit log is append-only." },
    });
    expect(await auditOf(account)).toEqual(before);
  });
});

describe("what lost a race", () => {
  const raise = (code: string) => sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`);
  const lostRaces: [string, (tx: Tx) => Promise<unknown>][] = [
    ["whatever was read before a lock and moved", () => Promise.reject(new StartOver())],
    ["a deadlock", (tx) => tx.execute(raise("40P01"))],
    ["a serialization failure", (tx) => tx.execute(raise("40001"))],
  ];

  test.each(lostRaces)("is tried again and done once: %s", async (_, lose) => {
    const account = await createAccount();
    let losses = 2;
    const { outcome, runs } = await rename(account, {
      async before(tx) {
        if (losses-- > 0) await lose(tx);
      },
    });
    expect(outcome).toEqual({ status: "fulfilled", value: `New ${account.name}` });
    expect(runs).toBe(3);
    expect(await auditOf(account)).toHaveLength(1);
  });

  test("is nothing else: another error ends the change at once", async () => {
    const account = await createAccount();
    const { outcome, runs } = await rename(account, {
      async before() {
        throw new Error("A bug");
      },
    });
    expect(outcome).toMatchObject({ status: "rejected", reason: { message: "A bug" } });
    expect(runs).toBe(1);
    expect(await reloadAccount(account)).toEqual(account);
  });

  test("two changes that lock two accounts crosswise are both done", async () => {
    const [one, other] = [await createAccount(), await createAccount()];
    const meet = meetingOf(2);
    let attempts = 0;
    async function renameBoth(accounts: Account[]) {
      return auditedTransaction(rep, "account.rename", async (tx) => {
        attempts += 1;
        const [first, second] = accounts;
        await updateAccount(tx, first!.id, { planSeatCount: 5 });
        await meet();
        await updateAccount(tx, second!.id, { freeSeatCount: 5 });
        return { data: undefined, audit: accounts.map((account) => entryOf(account)) };
      });
    }

    await Promise.all([renameBoth([one, other]), renameBoth([other, one])]);
    expect(attempts).toBeGreaterThan(2);
    for (const account of [one, other]) {
      expect(await reloadAccount(account)).toMatchObject({ planSeatCount: 5, freeSeatCount: 5 });
      expect(await auditOf(account)).toHaveLength(2);
    }
  });
});

/** Everyone waits until `count` callers have come; later callers go on at once. */
function meetingOf(count: number): () => Promise<void> {
  let [came, letGo] = [0, () => {}];
  const everyone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return () => {
    came += 1;
    if (came >= count) letGo();
    return everyone;
  };
}
