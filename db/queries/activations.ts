import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { DomainError } from "@/domain/errors";
import type { ActivationFacts } from "@/domain/people";
import type { Reader, Tx } from "../client";
import { memberships, organizations, owners, type User, users } from "../schema";
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

export async function listOrganizationIdsInScope(
  db: Reader,
  accountId: string,
  userId: number,
  organizationId: number | undefined,
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

/** Undefined when the person has no membership in scope. The page previews with it; the action decides with it. */
export async function findActivationFacts(
  db: Reader,
  accountId: string,
  userId: number,
  organizationId: number | undefined,
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

export type ChangedMembership = { organizationId: number; organization: string; login: string | null };

/** Sets the activation of a person's memberships in scope; answers those it changed. */
export async function updateActivation(
  tx: Tx,
  scope: { accountId: string; userId: number; organizationId: number | undefined },
  isActivated: boolean,
): Promise<ChangedMembership[]> {
  return tx
    .update(memberships)
    .set({ isActivated })
    .from(owners)
    .innerJoin(organizations, sql`true`)
    .where(
      and(
        eq(owners.id, memberships.ownerId),
        eq(organizations.id, memberships.organizationId),
        eq(memberships.isActivated, !isActivated),
        inScope(scope.accountId, scope.userId, scope.organizationId),
      ),
    )
    .returning({ organizationId: organizations.id, organization: organizations.login, login: owners.login });
}
