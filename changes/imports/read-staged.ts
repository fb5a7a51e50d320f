import { getStagedImport, listImportFiles } from "@/db/queries/imports";
import { readSnapshot } from "@/db/snapshot";
import type { Actor } from "@/domain/permissions";
import type { RosterSet } from "@/domain/rosters";
import type { ImportOptions } from "./import-rosters";
import { readFiles } from "./read-files";

/** The rosters of an import that waits, and what its upload chose. */
export async function readStaged(
  actor: Actor,
  importId: number,
): Promise<{ rosters: RosterSet; options: ImportOptions }> {
  const { staged, files } = await readSnapshot(async (db) => ({
    staged: await getStagedImport(db, importId),
    files: await listImportFiles(db, importId),
  }));
  const rosters = await readFiles(actor, files);
  return { rosters, options: { activate: staged.activate, allowShrink: staged.isShrinkAllowed } };
}
