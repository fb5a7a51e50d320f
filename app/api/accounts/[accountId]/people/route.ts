import { listRosterBatches } from "@/db/queries/account-roster";
import { getAccount } from "@/db/queries/accounts";
import { findOrganization } from "@/db/queries/organizations";
import { AccountPath } from "@/domain/input/accounts";
import { AccountPeopleListing } from "@/domain/input/listings";
import { accountPersonStatusNames } from "@/domain/people";
import { csvResponse } from "@/server/csv";
import { ownHeader } from "@/server/rosters/rows";
import { staffRoute } from "@/server/route";
import { snapshotRows } from "@/server/snapshot-rows";

/** The roster of an account, as the import reads it. Of a filtered list each row says so first, so no import takes it. */
export const GET = staffRoute(AccountPath.extend(AccountPeopleListing.shape), async ({ asked, read, request }) => {
  const { accountId, ...listing } = asked;
  const { account, organization } = await read(async (db) => ({
    account: await getAccount(db, accountId),
    organization: listing.organization && (await findOrganization(db, listing.organization)),
  }));

  const filter = filterInWords(listing, organization ? organization.login : String(listing.organization));
  const members = snapshotRows(read, (db) => listRosterBatches(db, accountId, listing));
  async function* rows() {
    for await (const member of members) {
      const { organization, login, serviceId, name, email, verifiedEmails, samlNameIds, ...said } = member;
      const { role, isActivated, isStudent, isBot, lastSeenAt } = said;
      const owner = [login, serviceId, name, email, verifiedEmails, samlNameIds];
      const row = [organization, ...owner, role, isActivated, isStudent, isBot, lastSeenAt];
      yield filter === "" ? row : [filter, ...row];
    }
  }
  return csvResponse(
    request,
    `people-of-${account.name}.csv`,
    filter === "" ? [...ownHeader] : ["filter", ...ownHeader],
    rows(),
  );
});

function filterInWords({ q, organization, status, overlap }: AccountPeopleListing, organizationLogin: string): string {
  const words = [
    q && `Search people: ${q}`,
    organization !== undefined && `Organization: ${organizationLogin}`,
    status !== "all" && `Status: ${accountPersonStatusNames[status]}`,
    overlap !== "all" && "Overlap: in two or more organizations",
  ];
  return words.filter(Boolean).join("; ");
}
