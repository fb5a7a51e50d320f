import { getStagedImport, updateStagedImport } from "@/db/queries/imports";
import { DiscardImport } from "@/domain/input/imports";
import { defineDraft } from "@/server/change";

/** A draft, because nothing of it ever reached the directory. */
export const discardImport = defineDraft({
  permission: "roster.import",
  input: DiscardImport,

  hold: (_, { importId }) => ({ imports: [importId] }),

  async write(tx, { importId }) {
    await getStagedImport(tx, importId);
    await updateStagedImport(tx, importId, { status: "discarded" });
  },

  tell: () => "Discarded the import. Nothing was imported",
});
