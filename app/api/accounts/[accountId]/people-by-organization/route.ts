import type { Reader } from "@/db/executor";
import { getAccount } from "@/db/queries/accounts";
import { listOrganizationsOf } from "@/db/queries/organizations";
import { listPeopleByOrganizationBatches, type PersonByOrganization } from "@/db/queries/people-by-organization";
import { AccountPath } from "@/domain/input/accounts";
import { AccountPeopleListing } from "@/domain/input/listings";
import { sameLogin } from "@/domain/logins";
import { personStatusNames } from "@/domain/people";
import { type Service, serviceNames } from "@/domain/services";
import { type CsvCell, csvResponse } from "@/server/csv";
import { staffRoute } from "@/server/route";
import { snapshotRows } from "@/server/snapshot-rows";

/** The people that the list shows, a row each, and what they are in each organization of the account, a column each. */
export const GET = staffRoute(AccountPath.extend(AccountPeopleListing.shape), async ({ asked, read, request }) => {
  const { accountId, ...filters } = asked;
  const account = await read((db) => getAccount(db, accountId));
  // The columns are of the same moment as the rows, so they come with them.
  const rows = snapshotRows(read, (db) => listTable(db, accountId, filters));
  return csvResponse(request, `people-by-organization-of-${account.name}.csv`, undefined, rows);
});

type ListTable = (db: Reader, accountId: string, filters: AccountPeopleListing) => AsyncGenerator<CsvCell[][]>;

const listTable: ListTable = async function* (db, accountId, filters) {
  const organizations = await listOrganizationsOf(db, accountId);
  yield [["person_id", "person", "logins", "status", "organizations_activated", ...columnsOf(organizations)]];

  const organizationIds = organizations.map(({ id }) => id);
  for await (const people of listPeopleByOrganizationBatches(db, { accountId, organizationIds, filters })) {
    yield people.map((person) => rowOf(person, organizationIds));
  }
};

/** Two hosts may have an organization of the same login. */
function columnsOf(organizations: readonly { id: number; login: string; service: Service }[]): string[] {
  return organizations.map(({ id, login, service }) => {
    const isAmbiguous = organizations.some((other) => other.id !== id && sameLogin(other.login, login));
    return isAmbiguous ? `${login} (${serviceNames[service]})` : login;
  });
}

function rowOf(person: PersonByOrganization, organizationIds: readonly number[]): CsvCell[] {
  const { id, name, logins, status, organizations } = person;
  const isActiveIn = new Map(organizations.map((organization) => [organization.id, organization.active > 0]));
  const cells = organizationIds.map((organizationId) => {
    const isActive = isActiveIn.get(organizationId);
    return isActive === undefined ? null : isActive ? "activated" : "member";
  });
  const activated = organizations.filter(({ active }) => active > 0).length;
  return [id, name, logins.join(", "), personStatusNames[status].toLowerCase(), activated, ...cells];
}
