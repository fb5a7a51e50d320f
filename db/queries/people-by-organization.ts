import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { PersonStatus } from "@/domain/people";
import type { Reader } from "../executor";
import { memberships } from "../schema/memberships";
import { owners, users } from "../schema/people";
import { accountUsers } from "../schema/seats";
import { type AccountPeopleFilters, isAccountUser, matchesFilters, personStatus } from "./account-people-filters";
import { listLogins, listOrganizationsOfPeople, type PersonOrganization } from "./people";
import { idArray } from "./seats";

export type PersonByOrganization = {
  id: number;
  name: string;
  status: PersonStatus;
  logins: string[];
  /** The account's organizations that they are a member of. */
  organizations: PersonOrganization[];
};

type Walk = { accountId: string; organizationIds: readonly number[]; filters: AccountPeopleFilters };

const batchSize = 2_000;

/**
 * The people in an account's listing, in batches: the members of the first organization, then of each next one the
 * members who are in none before it.
 */
export async function* listPeopleByOrganizationBatches(
  db: Reader,
  { accountId, organizationIds, filters }: Walk,
): AsyncGenerator<PersonByOrganization[]> {
  const walked = organizationIds.filter((id) => filters.organization === undefined || id === filters.organization);
  for (const [place, organizationId] of walked.entries()) {
    const isFirst = isFirstMembership(organizationId, walked.slice(0, place));
    let after = 0;
    for (;;) {
      const batch = await db
        .select({ ownerId: owners.id, id: users.id, name: users.name, status: personStatus })
        .from(memberships)
        .innerJoin(owners, eq(owners.id, memberships.ownerId))
        .innerJoin(users, eq(users.id, owners.userId))
        .leftJoin(accountUsers, isAccountUser(accountId))
        .where(
          and(
            eq(memberships.organizationId, organizationId),
            gt(memberships.ownerId, after),
            isFirst,
            matchesFilters(db, accountId, filters),
          ),
        )
        .orderBy(asc(memberships.ownerId))
        .limit(batchSize);
      yield withTheirs(db, accountId, batch);

      const last = batch.at(-1);
      if (!last || batch.length < batchSize) break;
      after = last.ownerId;
    }
  }
}

/** A person with several memberships is listed only at the first. */
function isFirstMembership(organizationId: number, earlierIds: readonly number[]): SQL {
  return sql`not exists (
    select from owners same
    join memberships before on before.owner_id = same.id
    where same.user_id = ${users.id} and (
      before.organization_id = any(${idArray(earlierIds)})
      or (before.organization_id = ${organizationId} and before.owner_id < ${memberships.ownerId})
    )
  )`;
}

type Listed = Pick<PersonByOrganization, "id" | "name" | "status">;

async function withTheirs(db: Reader, accountId: string, people: readonly Listed[]): Promise<PersonByOrganization[]> {
  const ids = people.map(({ id }) => id);
  const logins = await listLogins(db, ids);
  const organizations = await listOrganizationsOfPeople(db, ids, accountId);
  return people.map(({ id, name, status }) => ({
    id,
    name,
    status,
    logins: logins.get(id) ?? [],
    organizations: organizations.get(id) ?? [],
  }));
}
