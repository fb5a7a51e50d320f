import "server-only";
import { drizzle } from "drizzle-orm/postgres-js";
import { isInBackground } from "./in-background";
import { openPool, type Pool } from "./pool";

const connectionsOfPages = 10;
/** Of its own, so that no page waits behind a job; few, so that jobs leave PostgreSQL to the pages. */
const connectionsOfBackground = 4;

// Next.js may load this module twice in one process, as a page and as an action; they share the pools.
const shared = globalThis as typeof globalThis & { consolePool?: Pool; backgroundPool?: Pool };
shared.consolePool ??= openPool(connectionsOfPages);
shared.backgroundPool ??= openPool(connectionsOfBackground);

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
