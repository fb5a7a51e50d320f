import { z } from "zod";
import { deleteOldImportPeople as deletePeople } from "@/db/queries/import-people";
import { defineDraft } from "@/server/change";

/** Deletes the names behind the numbers of old imports. A draft, because no decision changes. */
export const deleteOldImportPeople = defineDraft({
  permission: "roster.delete_names",
  input: z.object({ now: z.iso.datetime() }),
  write: (tx, { now }) => deletePeople(tx, new Date(now)),
  tell: () => "Deleted the names in old imports",
});
