import { db, type Tx } from "./client";
import { retry } from "./retry";

class Undo<T> {
  constructor(readonly outcome: T) {}
}

/**
 * Does a change, keeps what it answers and undoes it: for a preview too entangled to be counted beside the change.
 * It holds the locks of the change while it runs, and nothing it wrote is ever seen by others.
 */
export async function rehearse<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return retry(async () => {
    try {
      return await db.transaction(async (tx): Promise<T> => {
        throw new Undo(await work(tx));
      });
    } catch (error) {
      if (error instanceof Undo) return error.outcome as T;
      throw error;
    }
  });
}
