import "server-only";
import { deleteExpiredSessions as deleteBatch } from "@/db/sessions";

/** Rows deleted by one statement: few, so that none is locked for long. */
const batchSize = 1_000;

/** Deletes every expired session, batch by batch, until it is done or `signal` ends it. */
export async function deleteExpiredSessions(signal: AbortSignal): Promise<void> {
  let deleted: number;
  do deleted = await deleteBatch(batchSize);
  while (deleted === batchSize && !signal.aborted);
}
