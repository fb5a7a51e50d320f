import { isDeepStrictEqual } from "node:util";
import { longWork } from "@/db/places";
import { getStagedImport, showAsRunning, updateStagedImport } from "@/db/queries/imports";
import { insertPeopleOfRun } from "@/db/queries/rosters/name-people";
import { DomainError } from "@/domain/errors";
import { formatCount } from "@/domain/format";
import { countImported } from "@/domain/imports";
import { ConfirmImport } from "@/domain/input/imports";
import { obey } from "@/domain/preview";
import { defineChange } from "@/server/change";
import type { Change } from "@/server/change-door";
import { auditOf } from "./import-audit";
import { applyRosters } from "./import-rosters";
import { planImport } from "./plan-import";
import { previewImport } from "./preview-import";
import { readStaged } from "./read-staged";

/** The outcome of an import is known once it is done. If it differs from the preview, it is rolled back. */
const importAsShown = defineChange({
  permission: ["roster.import", "person.join"],
  input: ConfirmImport,

  prepare: async ({ importId, preview }, actor) => ({ importId, preview, ...(await readStaged(actor, importId)) }),

  hold: (_, { importId }) => ({ imports: [importId] }),

  async write(tx, { importId, preview, rosters, options, leftOut }) {
    const staged = await getStagedImport(tx, importId);
    if (!isDeepStrictEqual(staged.leftOut, leftOut)) {
      throw new DomainError("conflict", "Another person changed what is left out. Check the new preview.");
    }
    await showAsRunning(tx, importId);
    const applied = await applyRosters(tx, rosters, options);
    const { outcome } = applied;
    obey(planImport(outcome), preview);

    await updateStagedImport(tx, importId, { status: "done", result: outcome });
    await insertPeopleOfRun(tx, importId);
    return { data: { organizations: countImported(outcome) }, audit: auditOf(applied) };
  },

  tell: ({ organizations }) => `Imported ${formatCount(organizations, "organization", "organizations")}`,
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
