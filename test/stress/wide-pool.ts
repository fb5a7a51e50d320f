import postgres from "postgres";
import { env } from "@/env";

/** As many connections as callers at once, where the app has ten: each meets the others in PostgreSQL, none in the pool. */
export const connections = 32;

Object.assign(globalThis, {
  consolePool: postgres(env.DATABASE_URL, { max: connections, prepare: false, onnotice: () => {} }),
});
