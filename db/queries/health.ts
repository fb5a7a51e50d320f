import { sql } from "drizzle-orm";
import { db } from "../client";
import journal from "../migrations/meta/_journal.json";
import { boolean, readRow } from "../rows";

const newest = Math.max(...journal.entries.map(({ when }) => when));

/**
 * Whether the database has every migration of this build. Throws if the database does not answer or has no migrations.
 */
export async function hasEveryMigration(): Promise<boolean> {
  const { isThere } = await readRow(
    db,
    { isThere: boolean },
    sql`select exists (select from drizzle.__drizzle_migrations where created_at >= ${newest}) as is_there`,
  );
  return isThere;
}
