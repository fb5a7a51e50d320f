import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "@/domain/errors";
import { beingChanged, isWorthRetrying } from "./errors";

const fewestRetries = 5;
const patience = 10_000;
const longestPause = 1000;

/** Retries work that lost a race with another transaction, for ten seconds and at least five times; then refuses it. */
export async function retry<T>(attempt: () => Promise<T>): Promise<T> {
  const end = performance.now() + patience;
  for (let retries = 0; ; retries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isWorthRetrying(error)) throw error;
      if (retries >= fewestRetries && performance.now() >= end) throw new DomainError("conflict", beingChanged);
      // The pause has a random length, so that transactions that lost to each other do not meet again.
      await sleep(Math.random() * Math.min(50 * 2 ** retries, longestPause));
    }
  }
}
