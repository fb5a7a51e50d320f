import { insertStagedImport } from "@/db/queries/imports";
import { StageImport } from "@/domain/input/imports";
import { defineDraft } from "@/server/change";
import { readRosters } from "@/server/rosters/read-rosters";

/** Keeps rosters until somebody confirms them, which is when they are audited. Unreadable rosters are refused. */
export const stageImport = defineDraft({
  permission: "roster.import",
  input: StageImport,

  async prepare({ files: uploaded, ...options }) {
    const files = await Promise.all(
      uploaded.map(async ({ path, organization, content }) => ({
        path,
        organization: organization || undefined,
        content: new Uint8Array(await content.arrayBuffer()),
      })),
    );
    await readRosters(files);
    return { files, options };
  },

  async write(tx, staged, actor) {
    return { importId: await insertStagedImport(tx, { actor, ...staged }) };
  },
});
