import { sql } from "drizzle-orm";
import { closeDatabase, db } from "@/db/client";
import { env } from "@/env";

const name = new URL(env.DATABASE_URL).pathname.slice(1);
const isMeant = process.env.DATABASE_IS_EMBEDDED === "yes" || process.argv[2] === name;

if (isMeant) {
  await db.execute(sql`drop schema if exists public, drizzle cascade`);
  await db.execute(sql`create schema public`);
  await import("./migrate");
} else {
  console.error(`This empties the database "${name}" of DATABASE_URL. To do that: npm run db:reset -- ${name}`);
  process.exitCode = 1;
  await closeDatabase();
}
