import { listRosterBatches } from "@/db/queries/account-roster";
import { findAccount } from "@/db/queries/accounts";
import { findOrganization } from "@/db/queries/organizations";
import { AccountPeopleListing, parseListing } from "@/domain/input/listings";
import { accountPersonStatusNames } from "@/domain/people";
import { csvResponse } from "@/server/csv";
import { readQuery } from "@/server/query";
import { ownHeader } from "@/server/rosters/rows";
import { findStaff } from "@/server/session";
import { snapshotRows } from "@/server/snapshot-rows";

/** The roster of an account, as the import reads it. Of a filtered list each row says so first, so no import takes it. */
export async function GET(request: Request, { params }: RouteContext<"/api/accounts/[accountId]/people">) {
  const signedIn = await findStaff();
  if (!signedIn) return Response.json({ error: "Sign in first." }, { status: 401 });
  const { query, refused } = readQuery(request);
  if (refused) return refused;
  const { accountId } = await params;
  const listing = parseListing(AccountPeopleListing, query);

  const { account, organization } = await signedIn.read(async (db) => ({
    account: await findAccount(db, accountId),
    organization: listing.organization && (await findOrganization(db, listing.organization)),
  }));
  if (!account) return Response.json({ error: "This account does not exist." }, { status: 404 });

  const filter = filterInWords(listing, organization ? organization.login : String(listing.organization));
  const members = snapshotRows(signedIn.read, (db) => listRosterBatches(db, accountId, listing));
  async function* rows() {
    for await (const member of members) {
      const { organization, login, serviceId, name, email, verifiedEmail, samlNameId, ...said } = member;
      const { role, isActivated, isStudent, isBot, lastSeenAt } = said;
      const owner = [login, serviceId, name, email, verifiedEmail, samlNameId];
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
}

function filterInWords({ q, organization, status, overlap }: AccountPeopleListing, organizationLogin: string): string {
  const words = [
    q && `Search people: ${q}`,
    organization !== undefined && `Organization: ${organizationLogin}`,
    status !== "all" && `Status: ${accountPersonStatusNames[status]}`,
    overlap !== "all" && "Overlap: in two or more organizations",
  ];
  return words.filter(Boolean).join("; ");
}
