import type { Instrumentation } from "next";
import { isDevelopment } from "./server/is-development";
import { log, withoutPeople } from "./server/log";

/** Next.js and next-auth print whole errors, and a database's error names the people it was asked for. */
export async function register() {
  if (!isDevelopment) {
    console.error = (...words) => {
      if (!words.some(isRequestError)) log.error(withoutPeople(...words));
    };
  }
  // biome-ignore lint/style/noProcessEnv: set by Next.js, which builds this for its edge too and not what is below.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { env } = await import("./env");
    if (!env.BACKGROUND_WORK) return;
    const { startBackgroundWork } = await import("./server/background/clock");
    const { stopOnSignal } = await import("./server/background/stop-on-signal");
    const { jobs } = await import("./jobs/jobs");
    startBackgroundWork(jobs);
    stopOnSignal();
  }
}

/** Logs a failed request under the reference that the error page shows. */
export const onRequestError: Instrumentation.onRequestError = (error, { method }, { routePath, routeType }) => {
  const { digest } = error as Error & { digest?: string };
  log.error({ digest, method, route: routePath, kind: routeType }, withoutPeople(error));
};

/** `onRequestError` has logged it. */
function isRequestError(word: unknown): boolean {
  return word instanceof Error && "digest" in word;
}
