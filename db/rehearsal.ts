import { sql } from "drizzle-orm";
import { db } from "./client";
import { inPlainWords } from "./errors";
import type { Tx } from "./executor";
import { longWork } from "./places";
import { retry } from "./retry";

class Undo<T> {
  constructor(readonly outcome: T) {}
}

/**
 * Does a change, keeps what it answers and undoes it: for a preview too entangled to be counted beside the change.
 * It holds the locks of the change while it runs, and nothing it wrote is ever seen by others. Who looks waits for
 * nobody's change for long: a preview that cannot be had soon is refused.
 */
export async function rehearse<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const attempt = async () => {
    try {
      return await db.transaction(async (tx): Promise<T> => {
        await tx.execute(sql`set local lock_timeout = '5s'`);
        await tx.execute(sql`set local statement_timeout = '30s'`);
        throw new Undo(await work(tx));
      });
    } catch (error) {
      if (error instanceof Undo) return error.outcome as T;
      throw inPlainWords(error);
    }
  };
  return longWork.hold(() => retry(attempt));
}
