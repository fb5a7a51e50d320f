import { longWork } from "@/db/places";
import { getStagedImport, listImportFiles, showAsRunning, updateStagedImport } from "@/db/queries/imports";
import { insertPeopleOfRun } from "@/db/queries/rosters/name-people";
import { readSnapshot } from "@/db/snapshot";
import { DomainError } from "@/domain/errors";
import { countImported } from "@/domain/imports";
import { ConfirmImport } from "@/domain/input/imports";
import { obey } from "@/domain/preview";
import { defineChange } from "@/server/change";
import type { Change } from "@/server/change-door";
import { auditOf } from "./import-audit";
import { applyRosters } from "./import-rosters";
import { planImport } from "./plan-import";
import { previewImport } from "./preview-import";
import { readFiles } from "./read-files";

/** The outcome of an import is known once it is done. If it differs from the preview, it is rolled back. */
const importAsShown = defineChange({
  permission: ["roster.import", "person.join"],
  input: ConfirmImport,

  async prepare({ importId, preview }, actor) {
    const files = await readSnapshot(async (db) => {
      await getStagedImport(db, importId);
      return listImportFiles(db, importId);
    });
    return { importId, preview, rosters: await readFiles(actor, files) };
  },

  hold: (_, { importId }) => ({ imports: [importId] }),

  async write(tx, { importId, preview, rosters }) {
    const { activate, isShrinkAllowed } = await getStagedImport(tx, importId);
    await showAsRunning(tx, importId);
    const applied = await applyRosters(tx, rosters, { activate, allowShrink: isShrinkAllowed });
    const { outcome } = applied;
    obey(planImport(outcome), preview);

    await updateStagedImport(tx, importId, { status: "done", result: outcome });
    await insertPeopleOfRun(tx, importId);
    return { data: { organizations: countImported(outcome) }, audit: auditOf(applied) };
  },
});

/** Imports what the preview showed. If the facts have changed, it is refused, and the kept preview is a new one. */
export const confirmImport: typeof importAsShown = Object.assign(confirm, importAsShown);

type Arguments = typeof importAsShown extends Change<infer Asked, unknown> ? Parameters<Change<Asked, unknown>> : never;

async function confirm(...[actor, asked]: Arguments): ReturnType<typeof importAsShown> {
  try {
    return await longWork.hold(() => importAsShown(actor, asked));
  } catch (error) {
    if (hasChanged(error)) await previewImport(actor, { importId: asked.importId });
    throw error;
  }
}

function hasChanged(error: unknown): boolean {
  return error instanceof DomainError && (error.code === "preview_changed" || error.code === "precondition_failed");
}
