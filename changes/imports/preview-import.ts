import { getStagedImport, updatePreview } from "@/db/queries/imports";
import { PreviewImport } from "@/domain/input/imports";
import { defineDraft } from "@/server/change";
import { keepPreview } from "./keep-preview";
import { readStaged } from "./read-staged";

/** Replaces the preview that is kept with an import by what the import would do now. */
export const previewImport = defineDraft({
  permission: "roster.import",
  input: PreviewImport,

  async prepare({ importId }, actor) {
    const { rosters, options } = await readStaged(actor, importId);
    return { importId, preview: await keepPreview(rosters, options) };
  },

  hold: (_, { importId }) => ({ imports: [importId] }),

  async write(tx, { importId, preview }) {
    await getStagedImport(tx, importId);
    await updatePreview(tx, importId, preview);
  },
});
