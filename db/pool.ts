import postgres from "postgres";
import { env } from "@/env";
import { endLostTransactions } from "./lost-connections";

export type Pool = ReturnType<typeof postgres>;

/** Ids and counts are numbers. PostgreSQL's type for them reaches further than JavaScript's. */
const numberFromBigint = {
  to: 20,
  from: [20],
  serialize: String,
  parse(value: string): number {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`The number ${value} is too large.`);
    return number;
  },
};

/**
 * Opens connections without named prepared statements. Such a statement belongs to one connection: behind a transaction
 * pooler, COMMIT may reach another connection, and the change is lost without an error.
 */
export function openPool(max: number): Pool {
  return endLostTransactions(
    postgres(env.DATABASE_URL, { max, prepare: false, onnotice: () => {}, types: { bigint: numberFromBigint } }),
  );
}
