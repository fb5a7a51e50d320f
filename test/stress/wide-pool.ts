import { openPool } from "@/db/pool";

/** As many connections as callers at once, where the app has ten: each meets the others in PostgreSQL, none in the pool. */
export const connections = 32;

Object.assign(globalThis, {
  consolePool: openPool(connections),
});
