import "server-only";
import { deleteExpiredSessions } from "@/db/sessions";
import { log, withoutPeople } from "../log";

const interval = 15 * 60 * 1_000;

/** Of one statement, so that none holds many rows for long. */
const batchSize = 1_000;

// Next.js may load this module twice in one process; they share one clock.
const server = globalThis as typeof globalThis & { sessionClock?: { isDeleting: boolean } };

/** Deletes sessions that are open no longer, for as long as the server runs; several servers share the work. */
export function deleteExpiredInBackground(): void {
  if (server.sessionClock) return;
  server.sessionClock = { isDeleting: false };
  setInterval(tick, interval, server.sessionClock).unref();
}

/** What fails here is tried again at the next tick; an expired session opens nothing meanwhile. */
function tick(clock: { isDeleting: boolean }): void {
  if (clock.isDeleting) return;
  clock.isDeleting = true;
  deleteAllExpired()
    .catch((error) => log.error(withoutPeople("Expired sessions were not deleted:", error)))
    .finally(() => {
      clock.isDeleting = false;
    });
}

/** A batch after the other, and answers how many sessions there were. */
export async function deleteAllExpired(limit = batchSize): Promise<number> {
  let total = 0;
  let deleted: number;
  do {
    deleted = await deleteExpiredSessions(limit);
    total += deleted;
  } while (deleted === limit);
  return total;
}
