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
 * Makes a change, keeps its answer and undoes it, for a preview that is too entangled to be counted apart from the
 * change. It holds the locks of the change while it runs, and no one else ever sees what it wrote. A preview that would
 * have to wait long for another change is refused.
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
