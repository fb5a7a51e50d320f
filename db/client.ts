import "server-only";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/env";
import { endLostTransactions } from "./lost-connections";

// Next.js may load this module twice in one process, as a page and as an action; they share one pool.
const pool = globalThis as typeof globalThis & { consolePool?: ReturnType<typeof postgres> };
// A named prepared statement belongs to one connection. Behind a transaction pooler, COMMIT may reach another
// connection, and the change is lost without an error.
pool.consolePool ??= endLostTransactions(postgres(env.DATABASE_URL, { max: 10, prepare: false, onnotice: () => {} }));

export const db = drizzle(pool.consolePool, { casing: "snake_case" });

/** Ends the pool, so that a command may exit. */
export async function closeDatabase(): Promise<void> {
  await pool.consolePool?.end();
}

type Db = typeof db;
type Reads = "select" | "selectDistinct" | "selectDistinctOn";

/** Reads only. This is what a page is given. */
export type Reader = Pick<Db, Reads | "$with" | "$count"> & {
  with: (...queries: Parameters<Db["with"]>) => Pick<ReturnType<Db["with"]>, Reads>;
};

/** Reads and writes. Only `auditedTransaction` and `rehearse` hand one out. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
