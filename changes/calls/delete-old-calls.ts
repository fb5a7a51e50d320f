import { z } from "zod";
import { deleteOldCalls as deleteCalls } from "@/db/queries/answered-calls";
import { formatCount } from "@/domain/format";
import { defineDraft } from "@/server/change";

/** Deletes the answers of calls that no one will repeat. A draft, because no decision changes. */
export const deleteOldCalls = defineDraft({
  permission: "call.delete",
  input: z.object({ now: z.iso.datetime() }),
  write: (tx, { now }) => deleteCalls(tx, new Date(now)),
  tell: (count) => `Deleted ${formatCount(count, "old answer", "old answers")}`,
});
