import { AsyncLocalStorage } from "node:async_hooks";

// Next.js may load this module twice in one process; both must see what either began.
const shared = globalThis as typeof globalThis & { backgroundWork?: AsyncLocalStorage<true> };
shared.backgroundWork ??= new AsyncLocalStorage();
const storage = shared.backgroundWork;

/**
 * Runs `work`, and all that it calls, over the connections of background work. A change or a read that a page shares
 * with a job need not know for whom it runs, and no job can forget to say so.
 */
export function inBackground<T>(work: () => Promise<T>): Promise<T> {
  return storage.run(true, work);
}

export function isInBackground(): boolean {
  return storage.getStore() === true;
}
