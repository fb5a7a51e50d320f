import type { Instrumentation } from "next";
import { log } from "./server/log";

/** Logs the reference that the error page shows. The message may name people, so it is left out. */
export const onRequestError: Instrumentation.onRequestError = (error, { method }, { routePath, routeType }) => {
  const { digest, name, stack } = error as Error & { digest?: string };
  const at = stack?.split("\n").filter((line) => line.startsWith("    at "));
  log.error({ digest, name, method, route: routePath, kind: routeType, at }, "request failed");
};
