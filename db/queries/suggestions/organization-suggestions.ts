import { and, asc, count, desc, eq, isNull } from "drizzle-orm";
import type { Paged } from "@/domain/listings";
import type { AttachCounts } from "@/domain/organizations";
import type { Reader } from "../../executor";
import { organizations } from "../../schema/organizations";
import { suggestedOrganizations } from "../../schema/suggestions";
import { countAttach } from "../seats";

/** Few, because each one is previewed, and the list stands above the account's own organizations. */
export const suggestionPageSize = 5;

export type SuggestedOrganization = {
  id: number;
  login: string;
  importedAt: Date | null;
  sharedPeople: number;
  people: number;
};

/** The effect on seats of attaching each of these organizations alone, the same as its preview. */
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
 * Organizations in no account that share people with this account, the most shared first. Sharing is as of the last
 * refresh, and being in no account is as of now.
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
    .select({ total: count() })
    .from(suggestedOrganizations)
    .innerJoin(organizations, eq(organizations.id, suggestedOrganizations.organizationId))
    .where(matches);

  return { rows, total: found!.total };
}
