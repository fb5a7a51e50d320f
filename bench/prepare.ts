import postgres from "postgres";
import { closeDatabase, db } from "@/db/client";
import { migrate } from "@/db/migrate";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { env } from "@/env";
import { fillWorld } from "./world";

/** `prepare.ts SCALE` makes a world of an empty database; one that is there it brings up to date. */
const scale = Number(process.argv[2]);
const began = performance.now();
const say = (what: string) => console.error(`  ${((performance.now() - began) / 1000).toFixed(1)} s ${what}`);

await migrate(env.DATABASE_URL);
const sql = postgres(env.DATABASE_URL, { max: 1, onnotice: () => {} });
const [found] = await sql`select from accounts limit 1`;
if (!found) {
  await fillWorld(sql, scale, say);
  await refuseOrphans();
  await refuseDrift();
}
await sql.end();
await closeDatabase();

async function refuseDrift(): Promise<void> {
  const [first] = await listSeatDrift(db);
  if (first) throw new Error(`The ledger differs from the memberships: ${JSON.stringify(first)}`);
  say("the ledger agrees with the memberships");
}

/** The world was made without asking the foreign keys. */
async function refuseOrphans(): Promise<void> {
  const keys = await sql<{ name: string; child: string; parent: string; column: string; key: string }[]>`
    select c.conname as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
      a.attname as column, k.attname as key
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_attribute k on k.attrelid = c.confrelid and k.attnum = c.confkey[1]
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace`;
  for (const { name, child, parent, column, key } of keys) {
    const [orphan] = await sql`
      select from ${sql(child)} child
      where child.${sql(column)} is not null
        and not exists (select from ${sql(parent)} parent where parent.${sql(key)} = child.${sql(column)})
      limit 1`;
    if (orphan) throw new Error(`The world breaks ${name}.`);
  }
  say("foreign keys hold");
}
