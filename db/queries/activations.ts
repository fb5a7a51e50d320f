import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { DomainError } from "@/domain/errors";
import type { ActivationFacts } from "@/domain/people";
import type { Reader, Tx } from "../client";
import { StartOver } from "../errors";
import { type Account, memberships, organizations, owners, type User, users } from "../schema";
import { lockAccount } from "./accounts";
import { lockOrganizations } from "./organizations";
import { idArray } from "./seats";

/**
 * Holds the people activated in these organizations as what they are, so that none becomes a student meanwhile. The
 * organizations are held before, so nobody joins or leaves them and no login of theirs moves to another person.
 */
export async function lockPeopleOf(tx: Tx, organizationIds: readonly number[]): Promise<void> {
  await tx.execute(sql`
    select from users
    where id in (
      select o.user_id
      from memberships m
      join owners o on o.id = m.owner_id
      where m.organization_id = any(${idArray(organizationIds)}) and m.is_activated
    )
    order by id
    for share`);
}

export async function lockUser(tx: Tx, id: number, strength: "update" | "share"): Promise<User> {
  const [user] = await tx.select().from(users).where(eq(users.id, id)).for(strength);
  if (!user || user.mergedIntoId !== null) throw new DomainError("not_found", "This person no longer exists.");
  return user;
}

/** The memberships of a person in an account, or in one organization of it: the scope of a step (S8). */
function inScope(accountId: string, userId: number, organizationId: number | undefined): SQL | undefined {
  return and(
    eq(organizations.accountId, accountId),
    eq(owners.userId, userId),
    organizationId === undefined ? undefined : eq(organizations.id, organizationId),
  );
}

export type ActivationScope = { accountId: string; userId: number; organizationId?: number };

async function listOrganizationIdsInScope(
  db: Reader,
  { accountId, userId, organizationId }: ActivationScope,
): Promise<number[]> {
  const rows = await db
    .selectDistinct({ id: organizations.id })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(inScope(accountId, userId, organizationId))
    .orderBy(asc(organizations.id));
  return rows.map(({ id }) => id);
}

/**
 * Holds what a step over a person's memberships reads: the organizations in scope, the account, the person. Refused
 * when the person is in none of the account's organizations in scope.
 */
export async function lockActivationScope(tx: Tx, scope: ActivationScope): Promise<{ account: Account; user: User }> {
  const ids = await listOrganizationIdsInScope(tx, scope);
  await lockOrganizations(tx, ids, "share");
  const account = await lockAccount(tx, scope.accountId);
  const user = await lockUser(tx, scope.userId, "share");

  const idsNow = await listOrganizationIdsInScope(tx, scope);
  if (idsNow.some((id) => !ids.includes(id))) throw new StartOver();
  if (idsNow.length === 0) {
    throw new DomainError("not_found", "This person is no longer a member here. Reload the page.");
  }
  return { account, user };
}

export type AccountMembership = { organizationId: number; organization: string; isActivated: boolean };

/** In which of the account's organizations a person is a member; activated where any of their logins is. */
export async function listAccountMemberships(
  db: Reader,
  accountId: string,
  userId: number,
): Promise<AccountMembership[]> {
  return db
    .select({
      organizationId: organizations.id,
      organization: organizations.login,
      isActivated: sql<boolean>`bool_or(${memberships.isActivated})`,
    })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(inScope(accountId, userId, undefined))
    .groupBy(organizations.id, organizations.login)
    .orderBy(asc(sql`lower(${organizations.login})`), asc(organizations.id));
}

/** Undefined when the person has no membership in scope. The page previews with it; the action decides with it. */
export async function findActivationFacts(
  db: Reader,
  { accountId, userId, organizationId }: ActivationScope,
): Promise<ActivationFacts | undefined> {
  const scope = organizationId === undefined ? sql`true` : sql`${memberships.organizationId} = ${organizationId}`;
  const [facts] = await db
    .select({
      kind: users.kind,
      usedSeats: sql<number>`(select used_seat_count from accounts where id = ${accountId})`,
      activatedOrganizations: sql<number>`count(distinct ${memberships.organizationId}) filter (where ${memberships.isActivated})::int`,
      activatedOrganizationsInScope: sql<number>`count(distinct ${memberships.organizationId}) filter (where ${memberships.isActivated} and ${scope})::int`,
      inactiveMemberships: sql<number>`count(*) filter (where not ${memberships.isActivated} and ${scope})::int`,
      activeMemberships: sql<number>`count(*) filter (where ${memberships.isActivated} and ${scope})::int`,
    })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .innerJoin(users, eq(users.id, owners.userId))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(inScope(accountId, userId, undefined))
    .groupBy(users.id, users.kind);
  const isInScope = facts !== undefined && facts.inactiveMemberships + facts.activeMemberships > 0;
  return isInScope ? facts : undefined;
}

/** Sets the activation of a person's memberships in scope. */
export async function updateActivation(tx: Tx, scope: ActivationScope, isActivated: boolean): Promise<void> {
  await tx
    .update(memberships)
    .set({ isActivated, activationChangedAt: sql`now()` })
    .from(owners)
    .innerJoin(organizations, sql`true`)
    .where(
      and(
        eq(owners.id, memberships.ownerId),
        eq(organizations.id, memberships.organizationId),
        eq(memberships.isActivated, !isActivated),
        inScope(scope.accountId, scope.userId, scope.organizationId),
      ),
    );
}
