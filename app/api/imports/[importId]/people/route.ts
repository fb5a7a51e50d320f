import { rehearsePeople } from "@/changes/imports/rehearse-people";
import { listImportPeopleBatches } from "@/db/queries/import-people";
import { findImportStatus } from "@/db/queries/imports";
import { DomainError } from "@/domain/errors";
import { choiceOf, type ImportedPerson, type PeopleChoice, peopleKindNames } from "@/domain/import-people";
import { ImportPath, ImportPeopleListing } from "@/domain/input/imports";
import type { Actor } from "@/domain/permissions";
import { type CsvCell, csvResponse } from "@/server/csv";
import { staffRoute } from "@/server/route";
import { snapshotRows } from "@/server/snapshot-rows";

/** The first column marks each row as a part, so that no import takes the list for a roster. */
const header = ["filter", "organization", "change", "login", "detail"];

/** The people behind a number of an import, or behind all of them. A waiting import is rehearsed again for it. */
export const GET = staffRoute(
  ImportPath.extend(ImportPeopleListing.shape),
  async ({ staff, asked: { importId, ...asked }, read, request }) => {
    const status = importId && (await read((db) => findImportStatus(db, importId)));
    if (!importId || !status) throw new DomainError("not_found", "This import does not exist.");

    const choice = choiceOf(asked);
    const people =
      status === "staged"
        ? rehearsed(staff, importId, choice)
        : snapshotRows(read, (db) => listImportPeopleBatches(db, { importId, choice }));
    const list = choice ? [peopleKindNames[choice.show], choice.organization].filter(Boolean).join(" ") : "People";
    const filter = `${list} of import ${importId}`;
    return csvResponse(request, `${filter}.csv`, header, rowsOf(people, filter));
  },
);

async function* rehearsed(
  actor: Actor,
  importId: number,
  choice: PeopleChoice | undefined,
): AsyncGenerator<ImportedPerson> {
  for (const batch of await rehearsePeople(actor, importId, choice)) yield* batch;
}

async function* rowsOf(people: AsyncIterable<ImportedPerson>, filter: string): AsyncGenerator<CsvCell[]> {
  for await (const { organization, kind, login, detail } of people) {
    yield [filter, organization, peopleKindNames[kind].toLowerCase(), login, detail];
  }
}
