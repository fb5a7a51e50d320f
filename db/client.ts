import "server-only";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/env";
import { isInBackground } from "./in-background";
import { endLostTransactions } from "./lost-connections";

type Pool = ReturnType<typeof postgres>;

const connectionsOfPages = 10;
/** Of its own, so that no page waits behind a job; few, so that jobs leave PostgreSQL to the pages. */
const connectionsOfBackground = 4;

/** Ids and counts are numbers. PostgreSQL's type for them reaches further than JavaScript's. */
const numberFromBigint = {
  to: 20,
  from: [20],
  serialize: String,
  parse(value: string): number {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`The number ${value} is too large.`);
    return number;
  },
};

// Next.js may load this module twice in one process, as a page and as an action; they share the pools.
const shared = globalThis as typeof globalThis & { consolePool?: Pool; backgroundPool?: Pool };
shared.consolePool ??= openPool(connectionsOfPages);
shared.backgroundPool ??= openPool(connectionsOfBackground);

// A named prepared statement belongs to one connection. Behind a transaction pooler, COMMIT may reach another
// connection, and the change is lost without an error.
function openPool(max: number): Pool {
  return endLostTransactions(
    postgres(env.DATABASE_URL, { max, prepare: false, onnotice: () => {}, types: { bigint: numberFromBigint } }),
  );
}

const ofPages = drizzle(shared.consolePool, { casing: "snake_case" });
const ofBackground = drizzle(shared.backgroundPool, { casing: "snake_case" });

/** A page's queries use the pages' pool, and queries inside `inBackground` the background pool. */
export const db = new Proxy(ofPages, {
  get(_, name) {
    const chosen = isInBackground() ? ofBackground : ofPages;
    return Reflect.get(chosen, name, chosen);
  },
});

/** Ends the pools, so that a command may exit. */
export async function closeDatabase(): Promise<void> {
  await Promise.all([shared.consolePool?.end(), shared.backgroundPool?.end()]);
}
