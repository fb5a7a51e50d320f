import { getStagedImport, listImportFiles, updatePreview } from "@/db/queries/imports";
import { readSnapshot } from "@/db/snapshot";
import { PreviewImport } from "@/domain/input/imports";
import { defineDraft } from "@/server/change";
import { keepPreview } from "./keep-preview";
import { readFiles } from "./read-files";

/** Replaces the preview that is kept with an import by what the import would do now. */
export const previewImport = defineDraft({
  permission: "roster.import",
  input: PreviewImport,

  async prepare({ importId }, actor) {
    const { staged, files } = await readSnapshot(async (db) => ({
      staged: await getStagedImport(db, importId),
      files: await listImportFiles(db, importId),
    }));
    const rosters = await readFiles(actor, files);
    const options = { activate: staged.activate, allowShrink: staged.isShrinkAllowed };
    return { importId, preview: await keepPreview(rosters, options) };
  },

  hold: (_, { importId }) => ({ imports: [importId] }),

  async write(tx, { importId, preview }) {
    await getStagedImport(tx, importId);
    await updatePreview(tx, importId, preview);
  },
});
