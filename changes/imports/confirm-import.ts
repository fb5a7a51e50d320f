import { getStagedImport, listImportFiles, showAsRunning, updateStagedImport } from "@/db/queries/imports";
import { readSnapshot } from "@/db/snapshot";
import { countImported } from "@/domain/imports";
import { ConfirmImport } from "@/domain/input/imports";
import { obey } from "@/domain/preview";
import { defineChange } from "@/server/change";
import { readRosters } from "@/server/rosters/read-rosters";
import { refreshSuggestionsSoon } from "@/server/suggestions/refresh-in-background";
import { auditOf } from "./import-audit";
import { applyRosters } from "./import-rosters";
import { planImport } from "./plan-import";

/** Its preview is a rehearsal: what an import does is known once it is done. One that differs is rolled back. */
export const confirmImport = defineChange({
  permission: ["roster.import", "person.join"],
  input: ConfirmImport,

  async prepare({ importId, preview }) {
    const files = await readSnapshot((db) => listImportFiles(db, importId));
    return { importId, preview, rosters: await readRosters(files) };
  },

  hold: (_, { importId }) => ({ imports: [importId] }),

  async write(tx, { importId, preview, rosters }) {
    const { activate, isShrinkAllowed } = await getStagedImport(tx, importId);
    await showAsRunning(tx, importId);
    const outcome = await applyRosters(tx, rosters, { activate, allowShrink: isShrinkAllowed });
    obey(planImport(outcome), preview);

    await updateStagedImport(tx, importId, { status: "done", result: outcome });
    return { data: { organizations: countImported(outcome) }, audit: auditOf(outcome) };
  },

  whenDone: refreshSuggestionsSoon,
});
