import type { Reader } from "@/db/executor";
import type { JobName } from "@/domain/background-jobs";
import type { Actor } from "@/domain/permissions";

type Run = {
  /** As the audit log names it: `system:NAME`. */
  actor: Actor;
  now: Date;
  /** Aborted once the console stops or the lease is lost. The job then ends where it loses nothing. */
  signal: AbortSignal;
};

type Repeated = {
  /** From the beginning of one run to the beginning of the next. */
  everySeconds: number;
  due?: undefined;
};

type Due = {
  /** When there is something to do; undefined if nothing waits. Called every few seconds. */
  due: (db: Reader, now: Date) => Promise<Date | undefined>;
  everySeconds?: undefined;
};

/**
 * Something the console does by itself. Only one runner runs it at a time. It may be cut off anywhere and then starts
 * over, so what must not be lost or done twice has rows with their own leases.
 */
export type Job = { name: JobName; run: (run: Run) => Promise<void> } & (Repeated | Due);
