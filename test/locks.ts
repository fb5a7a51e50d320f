import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { db } from "@/db/client";

/** Until another transaction of this file's database waits for a lock. */
export async function somebodyWaits(): Promise<void> {
  await expect
    .poll(
      async () => {
        const [waiting] = await db.execute<{ count: number }>(sql`
          select count(*)::int as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`);
        return waiting!.count;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
}
