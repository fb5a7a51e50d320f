import { listOrganizationMemberBatches } from "@/db/queries/organization-members";
import { getOrganization } from "@/db/queries/organizations";
import { OrganizationPage, OrganizationPath } from "@/domain/input/organization";
import { csvResponse } from "@/server/csv";
import { staffRoute } from "@/server/route";
import { snapshotRows } from "@/server/snapshot-rows";

const header = ["person_id", "person", "login", "role", "activated", "last_seen_at"];

/** The members of an organization, as they are filtered: one row a login. */
export const GET = staffRoute(OrganizationPath.extend(OrganizationPage.shape), async ({ asked, read, request }) => {
  const { organizationId, ...filters } = asked;
  const organization = await read((db) => getOrganization(db, organizationId));
  const members = snapshotRows(read, (db) => listOrganizationMemberBatches(db, organizationId, filters));
  async function* rows() {
    for await (const { userId, person, login, role, isActivated, lastSeenAt } of members) {
      yield [userId, person, login, role, isActivated, lastSeenAt];
    }
  }
  return csvResponse(request, `members-of-${organization.login}.csv`, header, rows());
});
