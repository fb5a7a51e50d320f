import { existsSync } from "node:fs";
import { closeDatabase, db } from "@/db/client";
import { addFirstStaff } from "@/db/first-staff";
import { migrate } from "@/db/migrate";
import { accounts } from "@/db/schema";
import { env } from "@/env";

await migrate(env.DATABASE_URL);
await addFirstStaff();

// The sample world is written in one transaction: without an account it is not there yet.
const seedFile = new URL("../db/seed.ts", import.meta.url);
if (process.env.DATABASE_IS_EMBEDDED === "yes" && existsSync(seedFile) && (await db.$count(accounts)) === 0) {
  const { seed } = await import(seedFile.href);
  await seed();
}
await closeDatabase();
