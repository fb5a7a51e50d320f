import { listKnownLogins } from "@/db/queries/organizations";
import { readSnapshot } from "@/db/snapshot";
import type { Actor } from "@/domain/permissions";
import { guessedOrganization, type RosterSet } from "@/domain/rosters";
import { readApart } from "@/server/rosters/read-apart";
import type { ReadingOptions, RosterFile } from "@/server/rosters/read-rosters";

/** Reads the files of one import. A file's name counts as its organization only if that organization is known. */
export async function readFiles(
  actor: Actor,
  files: RosterFile[],
  named: Omit<ReadingOptions, "known"> = {},
): Promise<RosterSet> {
  const guesses = files.flatMap(({ path }) => guessedOrganization(path) ?? []);
  const known = new Set(await readSnapshot((db) => listKnownLogins(db, guesses)));
  return readApart(actor, files, { ...named, known });
}
