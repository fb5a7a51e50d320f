import "server-only";
import { log, withoutPeople } from "../log";
import { stopBackgroundWork } from "./clock";

/**
 * Lets background work end before the process does. Next.js would end the process as soon as its pages are done, so it
 * receives these signals afterwards.
 */
export function stopOnSignal(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const listeners = process.listeners(signal);
    process.removeAllListeners(signal);
    process.on(signal, async () => {
      await stopBackgroundWork().catch((error) => log.error(withoutPeople("Background work did not stop:", error)));
      for (const listener of listeners) listener(signal);
    });
  }
}
