import { readdirSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "./client";
import type { Reader, Tx } from "./executor";
import { readRows, text } from "./rows";

/** What extensions brought is theirs. */
const functions = sql`
  select oid::regprocedure::text as name, pg_get_functiondef(oid) as definition from pg_proc
  where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = oid and deptype = 'e')
  order by 1`;

const triggers = sql`
  select tgname as name, tgrelid::regclass::text as "table", concat(pg_get_triggerdef(oid), ' ', tgenabled) as definition
  from pg_trigger where not tgisinternal order by tgrelid::regclass::text, tgname`;

const readFunctions = (db: Reader) => readRows(db, { name: text, definition: text }, functions);
const readTriggers = (db: Reader) => readRows(db, { name: text, table: text, definition: text }, triggers);
const readDefinitions = async (db: Reader) => ({
  functions: await readFunctions(db),
  triggers: await readTriggers(db),
});

/** Of a database that has what db/triggers.sql has, and nothing else. */
async function definitionsInFile(tx: Tx) {
  for (const { name } of await readFunctions(tx)) await tx.execute(sql.raw(`drop function ${name} cascade`));
  expect(await readDefinitions(tx)).toEqual({ functions: [], triggers: [] });
  await tx.execute(sql.raw(readFileSync("db/triggers.sql", "utf8")));
  return readDefinitions(tx);
}

const undo = new Error("undo");

describe("db/triggers.sql", () => {
  test("has every trigger and function in force, as it is, and no others", async () => {
    const compared = db.transaction(async (tx) => {
      const inForce = await readDefinitions(tx);
      expect(inForce.triggers).not.toEqual([]);
      expect(await definitionsInFile(tx)).toEqual(inForce);
      throw undo;
    });
    await expect(compared).rejects.toBe(undo);
  });
});

describe("the schema", () => {
  test("names the triggers of each table in its comment", async () => {
    const inForce: Record<string, string[]> = {};
    for (const { table, name } of await readTriggers(db)) inForce[table] = [...(inForce[table] ?? []), name];
    const schema = readdirSync("db/schema").map((file) => readFileSync(`db/schema/${file}`, "utf8"));
    expect(namedTriggers(schema.join("\n"))).toEqual(inForce);
  });
});

/** Of each table whose comment names any: what comes after "Triggers:". */
function namedTriggers(schema: string): Record<string, string[]> {
  const tables = schema.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\nexport const \w+ = pgTable\(\s*"(\w+)"/gs);
  const named = [...tables].flatMap(([, comment, table]) => {
    // Both groups always match.
    const [, list] = comment!.split("Triggers:");
    return list ? [[table!, [...list.matchAll(/`(\w+)`/g)].map(([, name]) => name!)] as const] : [];
  });
  return Object.fromEntries(named);
}
