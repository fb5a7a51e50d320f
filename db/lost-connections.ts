import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { DomainError } from "@/domain/errors";

type Work = (tx: postgres.TransactionSql) => Promise<unknown>;

/**
 * Sends nothing of a transaction once its connection is lost. Left to itself, postgres.js sends what follows, or its own
 * ROLLBACK, to where the connection was: the process fails and the connection never comes back, or a statement runs on
 * the connection that came instead, outside any transaction.
 */
export function endLostTransactions<Pool extends postgres.Sql>(pool: Pool): Pool {
  // Drizzle calls it so; what it wants of a transaction is the first statement of its work.
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
        // A socket tells its error first, and only at the end of the turn that it is closed.
        await sleep(0);
        if (isOver) return never();
        throw error;
      }
    }

    try {
      return await begin(guardedWork);
    } catch (error) {
      const isGone = isLastWord(error);
      // Whoever opens a lost connection again is told, once, what ended it.
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
  "The connection to the database was lost while this was being stored. Look whether it was done before you try again.";

/** Of a server that ends, is ended, or is not there yet. */
function isLastWord(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.severity === "FATAL" && error.code.startsWith("57P");
}

/** Keeps postgres.js from a COMMIT or a ROLLBACK; whoever asked for the transaction has had their answer. */
const never = () => new Promise<never>(() => {});

function unlessOver(tx: postgres.TransactionSql, isOver: () => boolean): postgres.TransactionSql {
  return new Proxy(tx, {
    get(target, name, receiver) {
      if (isOver()) throw new Error("This transaction is over. What follows in it is not done.");
      return Reflect.get(target, name, receiver);
    },
  });
}
