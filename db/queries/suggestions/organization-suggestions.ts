import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Paged } from "@/domain/listings";
import type { AttachCounts } from "@/domain/organizations";
import type { Reader } from "../../client";
import { organizations } from "../../schema/organizations";
import { suggestedOrganizations } from "../../schema/suggestions";
import { countAttach } from "../seats";

/** Few, for each is previewed as it stands, and the list stands above that of the account's own organizations. */
export const suggestionPageSize = 5;

export type SuggestedOrganization = {
  id: number;
  login: string;
  importedAt: Date | null;
  sharedPeople: number;
  people: number;
};

/** What attaching each of these organizations, alone, would do to the seats: person by person, as its preview says. */
export async function countAttachOfEach(
  db: Reader,
  accountId: string,
  organizationIds: readonly number[],
): Promise<Map<number, AttachCounts>> {
  const counts = new Map<number, AttachCounts>();
  for (const id of organizationIds) counts.set(id, await countAttach(db, accountId, [id]));
  return counts;
}

/**
 * Organizations in no account that share people with this one, those that share most first. Who is shared is as of
 * the last refresh; whether they are still there and in no account is as of now.
 */
export async function listSuggestedOrganizations(
  db: Reader,
  accountId: string,
  page: number,
): Promise<Paged<SuggestedOrganization>> {
  const matches = and(
    eq(suggestedOrganizations.accountId, accountId),
    isNull(organizations.accountId),
    isNull(organizations.removedAt),
  );
  const rows = await db
    .select({
      id: organizations.id,
      login: organizations.login,
      importedAt: organizations.importedAt,
      sharedPeople: suggestedOrganizations.sharedPeople,
      people: suggestedOrganizations.people,
    })
    .from(suggestedOrganizations)
    .innerJoin(organizations, eq(organizations.id, suggestedOrganizations.organizationId))
    .where(matches)
    .orderBy(desc(suggestedOrganizations.sharedPeople), asc(suggestedOrganizations.people), asc(organizations.id))
    .limit(suggestionPageSize)
    .offset((page - 1) * suggestionPageSize);
  const [found] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(suggestedOrganizations)
    .innerJoin(organizations, eq(organizations.id, suggestedOrganizations.organizationId))
    .where(matches);

  return { rows, total: found!.total };
}
