import { existsSync } from "node:fs";
import { closeDatabase, db } from "@/db/client";
import { migrate } from "@/db/migrate";
import { accounts } from "@/db/schema";
import { env } from "@/env";

await migrate(env.DATABASE_URL);

// The sample world is written in one transaction: no account means that it is not there yet.
const isEmbedded = process.env.DATABASE_IS_EMBEDDED === "yes";
if (isEmbedded && (await db.$count(accounts)) === 0) {
  const seedFile = new URL("../db/seed.ts", import.meta.url);
  if (existsSync(seedFile)) await (await import(seedFile.href)).seed();
}
await closeDatabase();
