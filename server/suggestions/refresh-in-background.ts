import "server-only";
import { findSuggestionRefresh } from "@/db/queries/suggestion-refreshes";
import { readSnapshot } from "@/db/snapshot";
import { isOutdated } from "@/domain/clusters";
import { log, withoutPeople } from "../log";
import { refreshSuggestions } from "./refresh-suggestions";

const second = 1000;
const minute = 60 * second;

// Next.js may load this module twice in one process, at its start and with an action; they share one clock.
const server = globalThis as typeof globalThis & { suggestionClock?: { soon?: NodeJS.Timeout } };

/** Refreshes suggestions when they are old, for as long as the server runs; nothing waits for it, nor it for an end. */
export function refreshInBackground(): void {
  if (server.suggestionClock) return;
  server.suggestionClock = {};
  setTimeout(tick, second, refreshWhenOutdated).unref();
  setInterval(tick, minute, refreshWhenOutdated).unref();
}

/** After much has changed at once. Several changes that follow each other are one refresh. */
export function refreshSuggestionsSoon(): void {
  const clock = server.suggestionClock;
  if (!clock) return;
  clearTimeout(clock.soon);
  clock.soon = setTimeout(tick, 10 * second, refreshNow).unref();
}

async function refreshWhenOutdated(): Promise<void> {
  const { asOf, isRunning } = await readSnapshot(findSuggestionRefresh);
  if (!isRunning && isOutdated(asOf, new Date())) await refreshNow();
}

/** One that is under way may have begun before the change: then again a little later. */
async function refreshNow(): Promise<void> {
  const outcome = await refreshSuggestions({ kind: "system", job: "suggestions" });
  if (outcome === "under_way") refreshSuggestionsSoon();
}

/** The next one tries again; what was suggested before still stands. */
function tick(work: () => Promise<void>): void {
  work().catch((error) => log.error(withoutPeople("Suggestions were not refreshed:", error)));
}
