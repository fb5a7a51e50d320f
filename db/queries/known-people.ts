import { sql } from "drizzle-orm";
import type { Reader, Tx } from "../executor";
import { knownPeople } from "../schema/people";

/** How many people are known, without merged records. */
export async function countKnownPeople(db: Reader): Promise<number> {
  const [known] = await db.select({ count: sql<number>`coalesce(sum(${knownPeople.count}), 0)` }).from(knownPeople);
  return known!.count;
}

/** Folds the existing rows into one, and leaves rows that others add meanwhile. The sum stays the same. */
export async function foldKnownPeople(tx: Tx): Promise<void> {
  await tx.execute(sql`
    with folded as (delete from known_people returning count)
    insert into known_people (count) select sum(count) from folded having count(*) > 0`);
}
