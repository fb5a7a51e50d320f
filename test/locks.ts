import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { db } from "@/db/client";
import { number, readRow } from "@/db/rows";

/** Until other transactions of this file's database wait for a lock: one, or as many as told. */
export async function somebodyWaits(count = 1): Promise<void> {
  await expect
    .poll(
      async () => {
        const query = sql`
          select count(*) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        const waiting = await readRow(db, { count: number }, query);
        return waiting.count;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThanOrEqual(count);
}

/** What `meanwhile` comes to, begun while `change` has written everything but its audit rows and is not committed. */
export async function whileChanging<T>(change: () => Promise<unknown>, meanwhile: () => Promise<T>): Promise<T> {
  const begun = await db.transaction(async (tx) => {
    await tx.execute(sql`lock table audit_log in share mode`);
    const changing = change();
    await somebodyWaits();
    const other = meanwhile();
    await somebodyWaits(2);
    return { changing, other };
  });
  await begun.changing;
  return begun.other;
}
