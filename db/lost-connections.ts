import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { DomainError } from "@/domain/errors";

type Work = (tx: postgres.TransactionSql) => Promise<unknown>;

/**
 * Sends nothing more for a transaction once its connection is lost. Without this, postgres.js sends the next statement,
 * or its own ROLLBACK, to the lost connection. The process then fails and the connection never comes back, or the
 * statement runs outside any transaction on the connection that replaced it.
 */
export function endLostTransactions<Pool extends postgres.Sql>(pool: Pool): Pool {
  // Drizzle calls `begin` without options: it sends transaction settings as the first statement of the work.
  const begin = pool.begin.bind(pool) as (work: Work) => Promise<unknown>;

  async function beginOnce(work: Work, connectionsLeft: number): Promise<unknown> {
    let [hasBegun, hasWorked, isOver] = [false, false, false];
    let failure: unknown;

    async function guardedWork(tx: postgres.TransactionSql): Promise<unknown> {
      hasBegun = true;
      try {
        const result = await work(unlessOver(tx, () => isOver));
        hasWorked = true;
        return isOver ? never() : result;
      } catch (error) {
        failure = error;
        // A socket reports its error first, and reports that it is closed only at the end of the turn.
        await sleep(0);
        if (isOver) return never();
        throw error;
      }
    }

    try {
      return await begin(guardedWork);
    } catch (error) {
      const isGone = isLastWord(error);
      // The next query on a lost connection throws, once, what ended it.
      if (isGone && !hasBegun && connectionsLeft > 0) return await beginOnce(work, connectionsLeft - 1);
      if (error === failure || (error instanceof postgres.PostgresError && !isGone)) throw error;
      throw Object.assign(new DomainError("conflict", hasWorked ? unknownOutcome : nothingDone), { cause: error });
    } finally {
      isOver = true;
    }
  }

  return Object.assign(pool, { begin: (work: Work) => beginOnce(work, pool.options.max) });
}

const nothingDone = "The connection to the database was lost. Nothing was changed. Try again.";
const unknownOutcome =
  "The connection to the database was lost while this was being saved. Check whether it was saved before you try again.";

/** Sent by a server that is shutting down, was terminated, or is still starting. */
function isLastWord(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.severity === "FATAL" && error.code.startsWith("57P");
}

/** Keeps postgres.js from sending COMMIT or ROLLBACK; the caller of the transaction already has an answer. */
const never = () => new Promise<never>(() => {});

function unlessOver(tx: postgres.TransactionSql, isOver: () => boolean): postgres.TransactionSql {
  return new Proxy(tx, {
    get(target, name, receiver) {
      if (isOver()) throw new Error("This transaction is over. Its remaining statements will not run.");
      return Reflect.get(target, name, receiver);
    },
  });
}
