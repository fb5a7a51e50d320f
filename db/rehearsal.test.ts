import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createAccount, reloadAccount } from "@/test/factories";
import { db } from "./client";
import { insertAccount, updateAccount } from "./queries/accounts";
import { rehearse } from "./rehearsal";
import { readRow, text } from "./rows";
import { accounts } from "./schema/accounts";

describe("a rehearsal", () => {
  test("answers what the change would, and leaves nothing behind", async () => {
    const account = await createAccount();
    const name = `Rehearsed ${account.name}`;
    const outcome = await rehearse(async (tx) => {
      const { id: _, createdAt: __, ...facts } = { ...account, name };
      await insertAccount(tx, facts);
      return updateAccount(tx, account.id, { planSeatCount: 77 });
    });
    expect(outcome).toEqual({ ...account, planSeatCount: 77 });
    expect(await reloadAccount(account)).toEqual(account);
    expect(await db.$count(accounts, sql`name = ${name}`)).toBe(0);
  });

  test("shows nobody else what it does while it runs", async () => {
    const account = await createAccount();
    await rehearse(async (tx) => {
      await updateAccount(tx, account.id, { planSeatCount: 77 });
      expect(await reloadAccount(account)).toEqual(account);
    });
  });

  test("of a change that is refused is refused, and leaves nothing behind", async () => {
    const account = await createAccount();
    const taken = await createAccount();
    const attempt = rehearse(async (tx) => {
      await updateAccount(tx, account.id, { planSeatCount: 77 });
      return updateAccount(tx, account.id, { name: taken.name });
    });
    await expect(attempt).rejects.toMatchObject({ code: "conflict" });
    expect(await reloadAccount(account)).toEqual(account);
  });

  test("of what somebody else is changing is refused soon, and says so", async () => {
    const account = await createAccount();
    await db.transaction(async (other) => {
      await updateAccount(other, account.id, { planSeatCount: 5 });
      const attempt = rehearse((tx) => updateAccount(tx, account.id, { planSeatCount: 77 }));
      await expect(attempt).rejects.toMatchObject({
        code: "conflict",
        message: "Someone else is changing the same things right now. Try again.",
      });
    });
    expect(await reloadAccount(account)).toMatchObject({ planSeatCount: 5 });
  });

  test("that takes too long is refused, and says so", async () => {
    const attempt = rehearse(async (tx) => {
      const limited = await readRow(tx, { limit: text }, sql`select current_setting('statement_timeout') as limit`);
      expect(limited).toEqual({ limit: "30s" });
      await tx.execute(sql`set local statement_timeout = '50ms'`);
      await tx.execute(sql`select pg_sleep(5)`);
    });
    await expect(attempt).rejects.toMatchObject({
      code: "conflict",
      message: "This preview takes too long. Try again.",
    });
  });
});
