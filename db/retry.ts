import { setTimeout as sleep } from "node:timers/promises";
import { isWorthRetrying } from "./errors";

/** Tries again what lost a race with another transaction, five times at most. */
export async function retry<T>(attempt: () => Promise<T>, retriesLeft = 5): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (retriesLeft === 0 || !isWorthRetrying(error)) throw error;
    await sleep(Math.random() * 100);
    return retry(attempt, retriesLeft - 1);
  }
}
