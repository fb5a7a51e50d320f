import { getAccount } from "@/db/queries/accounts";
import { listOrganizationsOf } from "@/db/queries/organizations";
import { listCombinations, listPeopleBehindBatches } from "@/db/queries/overlap";
import { getPlan } from "@/db/queries/plans";
import { AccountPath } from "@/domain/input/accounts";
import { OverlapListing } from "@/domain/input/overlap";
import { unitPriceOf } from "@/domain/money";
import { type Chosen, chosenFrom } from "@/domain/overlap";
import { chosenInWords, loginsIn } from "@/domain/overlap-words";
import { type CsvCell, csvResponse } from "@/server/csv";
import { staffRoute } from "@/server/route";
import { snapshotRows } from "@/server/snapshot-rows";
import { overlapCsv, savingsCsv } from "./overlap-csv";

/** A list of the overlap page, its savings, or the people behind the chosen number. */
export const GET = staffRoute(AccountPath.extend(OverlapListing.shape), async ({ asked, read, request }) => {
  const { accountId } = asked;
  const chosen = chosenFrom(asked);

  const { account, plan, organizations, combinations } = await read(async (db) => {
    const account = await getAccount(db, accountId);
    return {
      account,
      plan: await getPlan(db, account.plan),
      organizations: await listOrganizationsOf(db, accountId),
      combinations: chosen || asked.list === "savings" ? [] : await listCombinations(db, accountId),
    };
  });

  if (chosen) {
    const logins = chosen.kind === "degree" ? [] : loginsIn(organizations)(chosen.organizationIds);
    const people = peopleBehind(read, accountId, chosen);
    return csvResponse(
      request,
      `${chosenInWords(chosen, logins).title}.csv`,
      ["person", "logins", "activated_in"],
      people,
    );
  }
  const { name, header, rows } =
    asked.list === "savings"
      ? savingsCsv(account, unitPriceOf(account, plan)?.cents)
      : overlapCsv(asked.list, combinations, organizations);
  return csvResponse(request, `${name}-of-${account.name}.csv`, header, each(rows));
});

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
