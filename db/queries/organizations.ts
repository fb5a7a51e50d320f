import { and, asc, count, countDistinct, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { DomainError, Overtaken } from "@/domain/errors";
import type { OrganizationListing } from "@/domain/input/listings";
import { type Paged, pageSize } from "@/domain/listings";
import { loginKey } from "@/domain/logins";
import type { OldPlan } from "@/domain/new-account";
import type { OrganizationOrigin } from "@/domain/organization-corrections";
import { services } from "@/domain/services";
import { conflictOn } from "../errors";
import type { Reader, Tx } from "../executor";
import { holds } from "../patterns";
import { accounts } from "../schema/accounts";
import { memberships, organizationMembers } from "../schema/memberships";
import { type Organization, organizations } from "../schema/organizations";
import { owners } from "../schema/people";
import { organizationSeats } from "../schema/seats";
import { endMemberships } from "./former-memberships";
import { listOnceInAccount, originOf } from "./organization-origins";
import { idArray } from "./seats";

/** A removed organization is in no list and is found by no search. Its history names it. */
const isKnown = isNull(organizations.removedAt);

const byLogin = asc(sql`lower(${organizations.login})`);

export async function listOrganizationsOf(db: Reader, accountId: string): Promise<Organization[]> {
  return db
    .select()
    .from(organizations)
    .where(eq(organizations.accountId, accountId))
    .orderBy(byLogin, asc(organizations.id));
}

export async function findOrganization(db: Reader, id: number): Promise<Organization | undefined> {
  const [organization] = await db
    .select()
    .from(organizations)
    .where(and(eq(organizations.id, id), isKnown));
  return organization;
}

/** An organization with its account, and how many members it has, as logins and as people. */
export type OrganizationDetail = Organization & {
  account: { id: string; name: string } | null;
  logins: number;
  people: number;
};

export async function findOrganizationDetail(db: Reader, id: number): Promise<OrganizationDetail | undefined> {
  const [found] = await db
    .select({
      organization: organizations,
      account: { id: accounts.id, name: accounts.name },
      logins: sql<number>`coalesce(${organizationMembers.loginCount}, 0)`.mapWith(Number),
      people: sql<number>`coalesce(${organizationMembers.peopleCount}, 0)`.mapWith(Number),
    })
    .from(organizations)
    .leftJoin(accounts, eq(accounts.id, organizations.accountId))
    .leftJoin(organizationMembers, eq(organizationMembers.organizationId, organizations.id))
    .where(and(eq(organizations.id, id), isKnown));
  if (!found) return undefined;
  const { organization, ...detail } = found;
  return { ...organization, ...detail };
}

export async function getOrganization(db: Reader, id: number): Promise<Organization> {
  const organization = await findOrganization(db, id);
  if (!organization) throw new DomainError("not_found", "This organization no longer exists.");
  return organization;
}

const nameIsFree = conflictOn(
  "organizations_login_key",
  "Another organization on this git host already has this name.",
  "login",
);

export async function updateOrganization(
  tx: Tx,
  id: number,
  changes: Partial<Pick<Organization, "login" | "removedAt">>,
): Promise<Organization> {
  const [organization] = await tx
    .update(organizations)
    .set(changes)
    .where(eq(organizations.id, id))
    .returning()
    .catch(nameIsFree);
  return organization!;
}

const withAccount = {
  id: organizations.id,
  login: organizations.login,
  service: organizations.service,
  accountId: organizations.accountId,
  accountName: accounts.name,
  importedAt: organizations.importedAt,
};

export type OrganizationWithAccount = {
  id: number;
  login: string;
  service: Organization["service"];
  accountId: string | null;
  accountName: string | null;
  importedAt: Date | null;
};

/** The known organizations among these logins, ignoring case, each with its account. */
export async function listOrganizationsByLogin(db: Reader, logins: string[]): Promise<OrganizationWithAccount[]> {
  const keys = logins.map(loginKey);
  return db
    .select(withAccount)
    .from(organizations)
    .leftJoin(accounts, eq(accounts.id, organizations.accountId))
    .where(and(inArray(sql`lower(${organizations.login})`, keys), isKnown))
    .orderBy(byLogin, asc(organizations.id));
}

/** The keys of the logins among these that are organizations on GitHub, whose files name them. */
export async function listKnownLogins(db: Reader, logins: readonly string[]): Promise<string[]> {
  const keys = logins.map(loginKey);
  if (keys.length === 0) return [];
  const rows = await db
    .select({ login: organizations.login })
    .from(organizations)
    .where(and(eq(organizations.service, "github"), inArray(sql`lower(${organizations.login})`, keys), isKnown));
  return rows.map(({ login }) => loginKey(login));
}

/**
 * For search as you type: organizations in no account whose login contains this text. Logins that begin with it come
 * first.
 */
export async function listAttachableOrganizations(db: Reader, text: string): Promise<OrganizationWithAccount[]> {
  return db
    .select(withAccount)
    .from(organizations)
    .leftJoin(accounts, eq(accounts.id, organizations.accountId))
    .where(and(isNull(organizations.accountId), isKnown, holds(organizations.login, text)))
    .orderBy(desc(sql`starts_with(lower(${organizations.login}), ${loginKey(text)})`), byLogin, asc(organizations.id))
    .limit(10);
}

/** By their ids alone, so a removed one too. */
export async function listOrganizationsById(db: Reader, ids: readonly number[]): Promise<OrganizationWithAccount[]> {
  return db
    .select(withAccount)
    .from(organizations)
    .leftJoin(accounts, eq(accounts.id, organizations.accountId))
    .where(sql`${organizations.id} = any(${idArray(ids)})`)
    .orderBy(byLogin, asc(organizations.id));
}

/** What the old plans of these organizations are known to be. */
export async function listOldPlans(db: Reader, ids: readonly number[]): Promise<OldPlan[]> {
  return db
    .select({
      id: organizations.id,
      seats: organizations.planSeatCount,
      subscription: organizations.stripeSubscriptionId,
      customer: organizations.stripeCustomerId,
    })
    .from(organizations)
    .where(sql`${organizations.id} = any(${idArray(ids)})`)
    .orderBy(asc(organizations.id));
}

const inPlace: Record<OrganizationListing["place"], SQL | undefined> = {
  all: undefined,
  attached: isNotNull(organizations.accountId),
  unattached: isNull(organizations.accountId),
};

const sortedBy: Record<OrganizationListing["sort"], SQL> = {
  login: sql`lower(${organizations.login})`,
  account: sql`lower(${accounts.name})`,
  imported: sql`${organizations.importedAt}`,
};

/** The login contains this text, or it is the id on a git host or at Stripe. */
function isKnownAs(text: string): SQL | undefined {
  return or(
    holds(organizations.login, text),
    and(inArray(organizations.service, services), eq(organizations.serviceId, text)),
    eq(organizations.stripeCustomerId, text),
    eq(organizations.stripeSubscriptionId, text),
  );
}

export type OrganizationRow = OrganizationWithAccount & {
  logins: number;
  people: number;
  activated: number;
  origin: OrganizationOrigin;
};

/**
 * Every known organization. Activated counts people (S6). In organizations without an account they take no seat, so
 * they are counted only for the rows of the page.
 */
export async function listOrganizations(db: Reader, listing: OrganizationListing): Promise<Paged<OrganizationRow>> {
  const direction = listing.direction === "asc" ? asc : desc;
  const matches = and(isKnown, listing.q ? isKnownAs(listing.q) : undefined, inPlace[listing.place]);
  const rows = await db
    .select({
      ...withAccount,
      organization: organizations,
      logins: sql<number>`coalesce(${organizationMembers.loginCount}, 0)`,
      people: sql<number>`coalesce(${organizationMembers.peopleCount}, 0)`,
      activated: sql<number>`coalesce(${organizationSeats.activatedCount}, 0)`,
    })
    .from(organizations)
    .leftJoin(accounts, eq(accounts.id, organizations.accountId))
    .leftJoin(organizationMembers, eq(organizationMembers.organizationId, organizations.id))
    .leftJoin(organizationSeats, eq(organizationSeats.organizationId, organizations.id))
    .where(matches)
    .orderBy(sql`${direction(sortedBy[listing.sort])} nulls last`, byLogin, asc(organizations.id))
    .limit(pageSize)
    .offset((listing.page - 1) * pageSize);

  const unattached = rows.filter(({ accountId }) => accountId === null).map(({ id }) => id);
  const counts = await db
    .select({ organizationId: memberships.organizationId, activated: countDistinct(owners.userId) })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .where(sql`${memberships.organizationId} = any(${idArray(unattached)}) and ${memberships.isActivated}`)
    .groupBy(memberships.organizationId);
  const activated = new Map(counts.map((row) => [row.organizationId, row.activated]));

  const onceInAccount = await listOnceInAccount(db, unattached);

  return {
    rows: rows.map(({ organization, ...row }) => ({
      ...row,
      activated: activated.get(row.id) ?? row.activated,
      origin: originOf(organization, onceInAccount.has(row.id)),
    })),
    total: await db.$count(organizations, matches),
  };
}

/** Ends its memberships, as if no one were in it. */
export async function deleteMembers(tx: Tx, organizationId: number): Promise<void> {
  const members = sql`select organization_id, owner_id from memberships where organization_id = ${organizationId}`;
  await tx.execute(sql`with ${endMemberships(members)} select from gone`);
}

/** The number of its logins, and how many of them are activated. */
export async function countMembers(
  db: Reader,
  organizationId: number,
): Promise<{ members: number; activated: number }> {
  const [counts] = await db
    .select({
      members: count(),
      activated: sql<number>`count(*) filter (where ${memberships.isActivated})`,
    })
    .from(memberships)
    .where(eq(memberships.organizationId, organizationId));
  return counts!;
}

/** Puts organizations into an account. An organization is in one account at most, so all of them must be in none. */
export async function updateToAttached(tx: Tx, ids: number[], accountId: string): Promise<Organization[]> {
  const attached = await tx
    .update(organizations)
    .set({ accountId, attachedAt: sql`now()` })
    .where(and(sql`${organizations.id} = any(${idArray(ids)})`, isNull(organizations.accountId), isKnown))
    .returning();
  if (attached.length === new Set(ids).size) return attached.sort((a, b) => a.id - b.id);

  const asked = await listOrganizationsById(tx, ids);
  const taken = asked.filter((row) => !attached.some(({ id }) => id === row.id));
  const names = taken.map(({ login, accountName }) =>
    accountName === null ? `${login} was removed.` : `${login} is already in ${accountName}.`,
  );
  throw new Overtaken(names.join(" ") || "One of these organizations no longer exists.");
}

/**
 * Takes organizations out of this account. They keep their memberships and activations (S10), but no one in them waits
 * for a seat of the account any more.
 */
export async function updateToDetached(tx: Tx, ids: number[], accountId: string): Promise<Organization[]> {
  const detached = await tx
    .update(organizations)
    .set({ accountId: null, attachedAt: null })
    .where(and(sql`${organizations.id} = any(${idArray(ids)})`, eq(organizations.accountId, accountId)))
    .returning();
  await endWaiting(tx, ids);
  if (detached.length === new Set(ids).size) return detached.sort((a, b) => a.id - b.id);
  throw new Overtaken("This organization is no longer in this account.");
}

/** Ends the waiting for a seat in these organizations. */
export async function endWaiting(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.execute(sql`
    update memberships set waiting_since = null
    where organization_id = any(${idArray(ids)}) and waiting_since is not null`);
}
