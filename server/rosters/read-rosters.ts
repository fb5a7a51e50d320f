import { collapseRosters, type RosterSet } from "@/domain/rosters";

export type RosterFile = { path: string; content: Uint8Array; organization?: string };

/** Reads the files of one call, checked and collapsed: all of them, or a refusal that says what to mend. */
export async function readRosters(files: RosterFile[], options: { organization?: string } = {}): Promise<RosterSet> {
  throw new Error(`${files.length} ${options.organization} ${collapseRosters}`);
}
