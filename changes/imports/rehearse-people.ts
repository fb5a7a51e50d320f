import { listPeopleBatches } from "@/db/queries/rosters/name-people";
import { rehearse } from "@/db/rehearsal";
import type { ImportedPerson, PeopleChoice } from "@/domain/import-people";
import type { Actor } from "@/domain/permissions";
import { applyRosters } from "./import-rosters";
import { readStaged } from "./read-staged";

/**
 * Everyone a waiting import would concern as of now, or the people behind one number. A rehearsal holds locks, so it
 * ends before anyone takes them.
 */
export async function rehearsePeople(
  actor: Actor,
  importId: number,
  choice: PeopleChoice | undefined,
): Promise<ImportedPerson[][]> {
  const { rosters, options } = await readStaged(actor, importId);
  return rehearse(async (tx) => {
    await applyRosters(tx, rosters, options);
    const batches: ImportedPerson[][] = [];
    for await (const batch of listPeopleBatches(tx, choice)) batches.push(batch);
    return batches;
  });
}
