import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { EvidenceKind } from "@/domain/evidence";
import type { Reader } from "../executor";
import { memberships } from "../schema/memberships";
import type { Organization } from "../schema/organizations";
import { owners, users } from "../schema/people";
import { accountUsers } from "../schema/seats";
import { type AccountPeopleFilters, isAccountUser, matchesFilters } from "./account-people-filters";
import { listOrganizationsOf } from "./organizations";

/** A row of a roster, as the import reads it. */
export type RosterMember = {
  organization: string;
  login: string | null;
  serviceId: string | null;
  name: string | null;
  email: string | null;
  /** What this organization said, several values separated by semicolons. */
  verifiedEmails: string | null;
  samlNameIds: string | null;
  role: string;
  /** Null for people who wait for a seat, because a file that says "false" would end their waiting. */
  isActivated: boolean | null;
  /** The owner's own marks that count, if staff, an import or the known list set them; otherwise null. */
  isStudent: boolean | null;
  isBot: boolean | null;
  lastSeenAt: Date | null;
};

const batchSize = 5_000;

const evidenceOf = (kind: EvidenceKind) => sql<string | null>`(
  select string_agg(e.value, ';' order by e.key) from evidence e
  where e.owner_id = ${owners.id} and e.organization_id = ${memberships.organizationId} and e.kind = ${kind}
)`;

/** The memberships of the people in a listing, by organization and login, in batches. */
export async function* listRosterBatches(
  db: Reader,
  accountId: string,
  filters: AccountPeopleFilters,
): AsyncGenerator<RosterMember[]> {
  const all = await listOrganizationsOf(db, accountId);
  const chosen = all.filter(({ id }) => filters.organization === undefined || id === filters.organization);
  for (const organization of chosen) yield* listRosterBatchesOf(db, organization, accountId, filters);
}

async function* listRosterBatchesOf(
  db: Reader,
  organization: Organization,
  accountId: string,
  filters: AccountPeopleFilters,
): AsyncGenerator<RosterMember[]> {
  const key = sql<string>`coalesce(lower(${owners.login}), '')`;
  let after: SQL | undefined;
  for (;;) {
    const batch = await db
      .select({
        ownerId: owners.id,
        key,
        login: owners.login,
        serviceId: owners.serviceId,
        name: owners.name,
        email: owners.email,
        verifiedEmails: evidenceOf("verified_email"),
        samlNameIds: evidenceOf("saml_name_id"),
        role: memberships.role,
        isActivated: sql<
          boolean | null
        >`case when ${memberships.waitingSince} is null then ${memberships.isActivated} end`,
        isStudent: sql<boolean | null>`coalesce(${owners.isStudentByStaff}, ${owners.isStudentByImport})`,
        isBot: sql<boolean | null>`case
          when ${owners.isKnownBot} or coalesce(${owners.isBotByStaff}, ${owners.isBotByImport}) is not null
          then ${owners.isBot}
        end`,
        lastSeenAt: memberships.lastSeenAt,
      })
      .from(memberships)
      .innerJoin(owners, eq(owners.id, memberships.ownerId))
      .innerJoin(users, eq(users.id, owners.userId))
      .leftJoin(accountUsers, isAccountUser(accountId))
      .where(and(eq(memberships.organizationId, organization.id), matchesFilters(db, accountId, filters), after))
      .orderBy(asc(key), asc(owners.id))
      .limit(batchSize);
    yield batch.map(({ ownerId, key, ...member }) => ({ organization: organization.login, ...member }));

    const last = batch.at(-1);
    if (!last || batch.length < batchSize) return;
    after = sql`(${key}, ${owners.id}) > (${last.key}, ${last.ownerId})`;
  }
}
