import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";

type Reads = "select" | "selectDistinct" | "selectDistinctOn";

/** Reads only. This is what a page is given. */
export type Reader = Pick<PostgresJsDatabase, Reads | "$with" | "$count"> & {
  with: (...queries: Parameters<PostgresJsDatabase["with"]>) => Pick<ReturnType<PostgresJsDatabase["with"]>, Reads>;
};

/** Reads and writes. Only `auditedTransaction` and `rehearse` hand one out. */
export type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];
