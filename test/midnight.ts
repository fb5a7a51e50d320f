import { setTimeout as sleep } from "node:timers/promises";

const day = 24 * 60 * 60 * 1000;
/** Longer than any test of days takes. */
const margin = 20_000;

/** For tests that speak of today: the day, which is one in UTC, does not end while they run. */
export async function awayFromMidnight(): Promise<void> {
  const left = day - (Date.now() % day);
  if (left < margin) await sleep(left + 1);
}
