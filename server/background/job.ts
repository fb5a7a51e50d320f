import type { Reader } from "@/db/executor";
import type { JobName } from "@/domain/background-jobs";
import type { Actor } from "@/domain/permissions";

type Run = {
  /** As the audit log names it: `system:NAME`. */
  actor: Actor;
  now: Date;
  /** Once the console stops or the lease is lost: end where nothing is lost by it. */
  signal: AbortSignal;
};

type Repeated = {
  /** From the beginning of a run to that of the next. */
  everySeconds: number;
  due?: undefined;
};

type Due = {
  /** When there is something to do; undefined where nothing waits. Asked every few seconds. */
  due: (db: Reader, now: Date) => Promise<Date | undefined>;
  everySeconds?: undefined;
};

/**
 * What the console does by itself. No two runners run it at once, but it may be cut off anywhere and begins anew then:
 * what must not be done twice or be lost has rows with leases of its own.
 */
export type Job = { name: JobName; run: (run: Run) => Promise<void> } & (Repeated | Due);
