import { db } from "./client";
import type { Reader } from "./executor";

/**
 * Everything that `read` sees is of one moment, so a page's totals agree with its lists. PostgreSQL refuses a write.
 */
export function readSnapshot<T>(read: (db: Reader) => Promise<T>): Promise<T> {
  return db.transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" });
}
