import { AsyncLocalStorage } from "node:async_hooks";

// Next.js may load this module twice in one process, and each must see what the other began.
const shared = globalThis as typeof globalThis & { backgroundWork?: AsyncLocalStorage<true> };
shared.backgroundWork ??= new AsyncLocalStorage();
const storage = shared.backgroundWork;

/**
 * Runs `work`, and everything it calls, over the connections of background work. So a change that a page and a job
 * share does not need to know who runs it, and no job can forget to say so.
 */
export function inBackground<T>(work: () => Promise<T>): Promise<T> {
  return storage.run(true, work);
}

export function isInBackground(): boolean {
  return storage.getStore() === true;
}
