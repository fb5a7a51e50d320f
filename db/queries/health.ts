import { sql } from "drizzle-orm";
import { db } from "../client";
import journal from "../migrations/meta/_journal.json";

const newest = Math.max(...journal.entries.map(({ when }) => when));

/** Whether the database has every migration that this build knows; throws when it does not answer or has none. */
export async function hasEveryMigration(): Promise<boolean> {
  const [row] = await db
    .select({ at: sql<number>`max(created_at)`.mapWith(Number) })
    .from(sql`drizzle.__drizzle_migrations`);
  return row!.at >= newest;
}
