import { getStagedImport, updatePreview } from "@/db/queries/imports";
import { DomainError } from "@/domain/errors";
import { PreviewImport } from "@/domain/input/imports";
import { namesInWords } from "@/domain/names";
import { countOrganizations } from "@/domain/rosters";
import { defineDraft } from "@/server/change";
import { keepPreview } from "./keep-preview";
import { readStaged } from "./read-staged";

/**
 * Replaces the preview that is kept with an import by what the import would do now, without the organizations that it
 * leaves out from now on.
 */
export const previewImport = defineDraft({
  permission: "roster.import",
  input: PreviewImport,

  async prepare({ importId, leftOut: asked }, actor) {
    const { rosters, options, leftOut } = await readStaged(actor, importId, asked);
    if (countOrganizations(rosters) === 0) {
      throw new DomainError("conflict", "An import cannot leave out all of its organizations. Discard it instead.");
    }
    return { importId, leftOut, preview: await keepPreview(rosters, options) };
  },

  hold: (_, { importId }) => ({ imports: [importId] }),

  async write(tx, { importId, leftOut, preview }) {
    await getStagedImport(tx, importId);
    await updatePreview(tx, importId, { leftOut, ...preview });
    return { leftOut };
  },

  tell: ({ leftOut }) =>
    leftOut.length === 0 ? "Previewed the import again" : `Previewed the import without ${namesInWords(leftOut)}`,
});
