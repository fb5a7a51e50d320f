import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createAccount, reloadAccount } from "@/test/factories";
import { db } from "./client";
import type { Reader, Tx } from "./executor";
import { accounts } from "./schema/accounts";
import { readSnapshot } from "./snapshot";

describe("reads are of one moment", () => {
  test("what others commit meanwhile is not seen before the next snapshot", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    async function seatsSeen(reader: Reader) {
      const [row] = await reader.select().from(accounts).where(eq(accounts.id, account.id));
      return row!.planSeatCount;
    }

    const seen = await readSnapshot(async (reader) => {
      const before = await seatsSeen(reader);
      await db.update(accounts).set({ planSeatCount: 9 }).where(eq(accounts.id, account.id));
      const late = await createAccount();
      const lateRows = await reader.select().from(accounts).where(eq(accounts.id, late.id));
      return { before, after: await seatsSeen(reader), lateRows };
    });
    expect(seen).toEqual({ before: 1, after: 1, lateRows: [] });
    expect(await readSnapshot(seatsSeen)).toBe(9);
  });

  test("PostgreSQL refuses a write in it, whatever TypeScript was told", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const writes = [
      (tx: Tx) => tx.update(accounts).set({ planSeatCount: 9 }).where(eq(accounts.id, account.id)),
      (tx: Tx) => tx.execute(sql`delete from accounts where id = ${account.id}`),
      (tx: Tx) => tx.execute(sql`select from accounts where id = ${account.id} for update`),
    ];
    for (const write of writes) {
      // The cast is what the types are there to prevent: a page's reader taken for a transaction.
      const attempt = readSnapshot(async (reader) => void (await write(reader as Tx)));
      await expect(attempt).rejects.toMatchObject({ cause: { code: "25006" } });
    }
    expect(await reloadAccount(account)).toEqual(account);
  });

  test("an error thrown while reading reaches the page", async () => {
    await expect(readSnapshot(() => Promise.reject(new Error("Not found")))).rejects.toThrow("Not found");
  });
});
