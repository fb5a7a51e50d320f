import "server-only";
import { log, withoutPeople } from "../log";
import { stopBackgroundWork } from "./clock";

/**
 * Lets what runs in the background end before the process does. Next.js, which listens for these signals first, would
 * end it as soon as its pages are done: it hears of them afterwards.
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
