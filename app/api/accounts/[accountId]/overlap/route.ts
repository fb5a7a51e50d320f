import { findAccount } from "@/db/queries/accounts";
import { listOrganizationsOf } from "@/db/queries/organizations";
import { listCombinations, listPeopleBehindBatches } from "@/db/queries/overlap";
import { parseListing } from "@/domain/input/listings";
import { OverlapListing } from "@/domain/input/overlap";
import { type Chosen, chosenFrom } from "@/domain/overlap";
import { chosenInWords, loginsIn } from "@/domain/overlap-words";
import { type CsvCell, csvResponse } from "@/server/csv";
import { readQuery } from "@/server/query";
import { findStaff } from "@/server/session";
import { snapshotRows } from "@/server/snapshot-rows";
import { overlapCsv } from "./overlap-csv";

/** A list of the overlap page, or the people behind the chosen number. */
export async function GET(request: Request, { params }: RouteContext<"/api/accounts/[accountId]/overlap">) {
  const signedIn = await findStaff();
  if (!signedIn) return Response.json({ error: "Sign in first." }, { status: 401 });
  const { query, refused } = readQuery(request);
  if (refused) return refused;
  const { accountId } = await params;
  const listing = parseListing(OverlapListing, query);
  const chosen = chosenFrom(listing);

  const { account, organizations, combinations } = await signedIn.read(async (db) => ({
    account: await findAccount(db, accountId),
    organizations: await listOrganizationsOf(db, accountId),
    combinations: chosen ? [] : await listCombinations(db, accountId),
  }));
  if (!account) return Response.json({ error: "This account does not exist." }, { status: 404 });

  if (chosen) {
    const logins = chosen.kind === "degree" ? [] : loginsIn(organizations)(chosen.organizationIds);
    const people = peopleBehind(signedIn.read, accountId, chosen);
    return csvResponse(
      request,
      `${chosenInWords(chosen, logins).title}.csv`,
      ["person", "logins", "activated_in"],
      people,
    );
  }
  const { name, header, rows } = overlapCsv(listing.list, combinations, organizations);
  return csvResponse(request, `${name}-of-${account.name}.csv`, header, each(rows));
}

type Read = Parameters<typeof snapshotRows>[0];

async function* peopleBehind(read: Read, accountId: string, chosen: Chosen): AsyncGenerator<CsvCell[]> {
  for await (const person of snapshotRows(read, (db) => listPeopleBehindBatches(db, accountId, chosen))) {
    const organizations = person.organizations.map(({ login }) => login);
    yield [person.name, person.logins.join(", "), organizations.join(", ")];
  }
}

async function* each(rows: Iterable<CsvCell[]>): AsyncGenerator<CsvCell[]> {
  yield* rows;
}
