import { closeDatabase, db } from "@/db/client";
import { addFirstStaff } from "@/db/first-staff";
import { migrate } from "@/db/migrate";
import { accounts } from "@/db/schema/accounts";
import { env } from "@/env";

await migrate(env.DATABASE_URL);
await addFirstStaff();

// The sample world is written in one transaction: without an account it is not there yet.
if (process.env.DATABASE_IS_EMBEDDED === "yes" && (await db.$count(accounts)) === 0) {
  const { seed } = await import("@/db/seed/seed");
  await seed();
}
await closeDatabase();
