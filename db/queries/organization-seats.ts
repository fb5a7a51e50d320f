import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { AccountOrganizationListing } from "@/domain/input/listings";
import { type Paged, pageSize } from "@/domain/listings";
import type { Reader } from "../executor";
import { holds } from "../patterns";
import { organizationMembers } from "../schema/memberships";
import { organizations } from "../schema/organizations";
import { organizationSeats } from "../schema/seats";

/** S6: members are logins and people; the other numbers are people. Activated = shared + only here + students + bots. */
export type OrganizationSeats = {
  id: number;
  login: string;
  importedAt: Date | null;
  attachedAt: Date | null;
  logins: number;
  people: number;
  activated: number;
  shared: number;
  onlyHere: number;
  students: number;
  bots: number;
};

const number = (count: SQL | AnyPgColumn) => sql<number>`coalesce(${count}, 0)`;
const counts = {
  logins: number(organizationMembers.loginCount),
  people: number(organizationMembers.peopleCount),
  activated: number(organizationSeats.activatedCount),
  shared: number(organizationSeats.sharedCount),
  onlyHere: number(
    sql`${organizationSeats.activatedCount} - ${organizationSeats.sharedCount}
      - ${organizationSeats.studentCount} - ${organizationSeats.botCount}`,
  ),
  students: number(organizationSeats.studentCount),
  bots: number(organizationSeats.botCount),
};

/** Organizations that were never imported are unknown and come last in both directions. */
const known = (count: SQL) => sql`case when ${organizations.importedAt} is not null then ${count} end`;

const seatsSortedBy: Record<AccountOrganizationListing["sort"], SQL> = {
  login: sql`lower(${organizations.login})`,
  members: known(counts.logins),
  activated: known(counts.activated),
  shared: known(counts.shared),
  only_here: known(counts.onlyHere),
  students: known(counts.students),
  bots: known(counts.bots),
  imported: sql`${organizations.importedAt}`,
};

/** The account's organizations, each with its share of the seats. */
export async function listOrganizationSeats(
  db: Reader,
  accountId: string,
  listing: AccountOrganizationListing,
  limit = pageSize,
): Promise<Paged<OrganizationSeats>> {
  const direction = listing.direction === "asc" ? asc : desc;
  const matches = and(
    eq(organizations.accountId, accountId),
    listing.q ? holds(organizations.login, listing.q) : undefined,
  );
  const { id, login, importedAt, attachedAt } = organizations;
  const rows = await db
    .select({ id, login, importedAt, attachedAt, ...counts })
    .from(organizations)
    .leftJoin(organizationMembers, eq(organizationMembers.organizationId, organizations.id))
    .leftJoin(organizationSeats, eq(organizationSeats.organizationId, organizations.id))
    .where(matches)
    .orderBy(
      sql`${direction(seatsSortedBy[listing.sort])} nulls last`,
      asc(sql`lower(${organizations.login})`),
      asc(organizations.id),
    )
    .limit(limit)
    .offset((listing.page - 1) * limit);
  return { rows, total: await db.$count(organizations, matches) };
}
