import { getStagedImport, listImportFiles } from "@/db/queries/imports";
import { readSnapshot } from "@/db/snapshot";
import type { Actor } from "@/domain/permissions";
import type { RosterSet } from "@/domain/rosters";
import type { ImportOptions } from "./import-rosters";
import { readFiles } from "./read-files";

/** What a waiting import would bring in, and as its upload chose. */
export type StagedRosters = { rosters: RosterSet; options: ImportOptions; leftOut: string[] };

/** Reads the files of a waiting import, without the organizations that it leaves out, or without others. */
export async function readStaged(actor: Actor, importId: number, others?: string[]): Promise<StagedRosters> {
  const { staged, files } = await readSnapshot(async (db) => ({
    staged: await getStagedImport(db, importId),
    files: await listImportFiles(db, importId),
  }));
  const leftOut = others ?? staged.leftOut;
  const rosters = await readFiles(actor, files, { leftOut });
  return { rosters, options: { activate: staged.activate, allowShrink: staged.isShrinkAllowed }, leftOut };
}
