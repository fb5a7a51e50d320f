import { and, asc, count, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { AccountPeopleListing } from "@/domain/input/listings";
import { type Paged, pageSize } from "@/domain/listings";
import type { PersonStatus } from "@/domain/people";
import type { Reader } from "../client";
import { accountUsers, memberships, type Organization, owners, users } from "../schema";
import { listOrganizationsOf } from "./organizations";
import { byName, isCalled, listLogins, listOrganizationsOfPeople, type PersonOrganization } from "./people";

export type AccountPerson = {
  id: number;
  name: string;
  status: PersonStatus;
  since: Date | null;
  isWaiting: boolean;
  logins: string[];
  /** The account's organizations of which they are a member. */
  organizations: PersonOrganization[];
};

export type AccountPeopleFilters = Pick<AccountPeopleListing, "q" | "organization" | "status" | "overlap">;

export const personStatus = sql<PersonStatus>`coalesce(${accountUsers.kind}::text, 'not_activated')`;

/** Whom auto-activation left out, in an organization of the account. */
function isWaitingIn(accountId: string): SQL<boolean> {
  return sql<boolean>`exists (
    select from owners o
    join memberships m on m.owner_id = o.id and m.waiting_since is not null
    join organizations org on org.id = m.organization_id
    where o.user_id = ${users.id} and org.account_id = ${accountId}
  )`;
}

const withStatus: Record<Exclude<AccountPeopleFilters["status"], "waiting">, SQL | undefined> = {
  all: undefined,
  seat: eq(accountUsers.kind, "seat"),
  student: eq(accountUsers.kind, "student"),
  bot: eq(accountUsers.kind, "bot"),
  not_activated: isNull(accountUsers.userId),
};

/** Overlap is of seat-takers alone. */
const isOverlapping = and(eq(accountUsers.kind, "seat"), gt(accountUsers.organizationCount, 1));

const sortedBy: Record<AccountPeopleListing["sort"], SQL> = {
  name: sql`lower(${users.name})`,
  status: sql`${accountUsers.kind}`,
  organizations: sql`coalesce(${accountUsers.organizationCount}, 0)`,
  since: sql`${accountUsers.since}`,
};

export function isAccountUser(accountId: string): SQL | undefined {
  return and(eq(accountUsers.accountId, accountId), eq(accountUsers.userId, users.id));
}

/** Each once. Of the whole account the ledger knows those who are activated, and the few others are looked for. */
function membersOf(accountId: string, organizationId: number | undefined): SQL {
  const inOrganizations = sql`
    select o.user_id
    from organizations org
    join memberships m on m.organization_id = org.id
    join owners o on o.id = m.owner_id
    where org.account_id = ${accountId}`;
  return organizationId === undefined
    ? sql`(select user_id from account_users where account_id = ${accountId}
        union ${inOrganizations} and not m.is_activated) as members`
    : sql`(select distinct user_id from (${inOrganizations} and org.id = ${organizationId}) as logins) as members`;
}

export function matchesFilters(
  db: Reader,
  accountId: string,
  { q, status, overlap }: AccountPeopleFilters,
): SQL | undefined {
  return and(
    q ? isCalled(db, q) : undefined,
    status === "waiting" ? isWaitingIn(accountId) : withStatus[status],
    overlap === "overlapping" ? isOverlapping : undefined,
  );
}

/**
 * Every member of the account's organizations, those not activated too. `total` counts all of them, `notActivated`
 * those who are no account users.
 */
export async function listAccountPeople(
  db: Reader,
  accountId: string,
  listing: AccountPeopleListing,
): Promise<Paged<AccountPerson> & { notActivated: number }> {
  const members = membersOf(accountId, listing.organization);
  const isMember = sql`${users.id} = members.user_id`;
  const inLedger = and(eq(accountUsers.accountId, accountId), sql`${accountUsers.userId} = members.user_id`);
  const matches = matchesFilters(db, accountId, listing);
  const direction = listing.direction === "asc" ? asc : desc;

  const rows = await db
    .select({
      id: users.id,
      name: users.name,
      status: personStatus,
      since: accountUsers.since,
      isWaiting: isWaitingIn(accountId),
    })
    .from(members)
    .innerJoin(users, isMember)
    .leftJoin(accountUsers, inLedger)
    .where(matches)
    .orderBy(sql`${direction(sortedBy[listing.sort])} nulls last`, ...byName)
    .limit(pageSize)
    .offset((listing.page - 1) * pageSize);
  // Outer, for PostgreSQL then leaves out the people where no filter asks for them.
  const [counts] = await db
    .select({
      total: count(),
      notActivated: sql<number>`(count(*) filter (where ${accountUsers.userId} is null))::int`,
    })
    .from(members)
    .leftJoin(users, isMember)
    .leftJoin(accountUsers, inLedger)
    .where(matches);

  const ids = rows.map(({ id }) => id);
  const logins = await listLogins(db, ids);
  const organizationsOf = await listOrganizationsOfPeople(db, ids, accountId);
  return {
    rows: rows.map((row) => ({
      ...row,
      logins: logins.get(row.id) ?? [],
      organizations: organizationsOf.get(row.id) ?? [],
    })),
    ...counts!,
  };
}

/** A row of a roster, as the import reads it. */
export type RosterMember = {
  organization: string;
  login: string | null;
  serviceId: string | null;
  name: string | null;
  email: string | null;
  verifiedEmail: string | null;
  samlNameId: string | null;
  role: string;
  /** Null of who waits for a seat: a file that says no would end that. */
  isActivated: boolean | null;
  /** The owner's own marks, as they count, where staff, an import or the known list said them. Null elsewhere. */
  isStudent: boolean | null;
  isBot: boolean | null;
  lastSeenAt: Date | null;
};

const batchSize = 5_000;

/** The memberships of the people a listing shows, by organization and login, a batch at a time. */
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
        verifiedEmail: owners.verifiedEmail,
        samlNameId: owners.samlNameId,
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
