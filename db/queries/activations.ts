import { and, eq, type SQL, sql } from "drizzle-orm";
import type {
  ActivationCounts,
  ActivationOutcome,
  DeactivationCounts,
  DeactivationOutcome,
  StepOutcome,
} from "@/domain/activation";
import { DomainError } from "@/domain/errors";
import type { ActivationFacts } from "@/domain/people";
import type { Reader, Tx } from "../client";
import { StartOver } from "../errors";
import { type Account, memberships, type Organization, organizations, owners, type User, users } from "../schema";
import { lockAccount } from "./accounts";
import {
  type ActivationScope,
  inScope,
  scoped,
  weighedForActivation,
  weighedForDeactivation,
} from "./activation-scope";
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

export async function lockUser(tx: Tx, id: number, strength: "no key update" | "share"): Promise<User> {
  const [user] = await tx.select().from(users).where(eq(users.id, id)).for(strength);
  if (!user || user.mergedIntoId !== null) throw new DomainError("not_found", "This person no longer exists.");
  return user;
}

async function listOrganizationIdsInScope(db: Reader, scope: ActivationScope): Promise<number[]> {
  const rows = await db
    .select({ id: sql<number>`id`.mapWith(Number) })
    .from(sql`(select distinct org.id from ${scoped} where ${inScope(scope)}) as named`)
    .orderBy(sql`id`);
  return rows.map(({ id }) => id);
}

/** Holds what a step reads: the organizations in scope, the account, the people. */
export async function lockActivationScope(
  tx: Tx,
  scope: ActivationScope,
): Promise<{ account: Account; organizations: Organization[] }> {
  const ids = await listOrganizationIdsInScope(tx, scope);
  const held = await lockOrganizations(tx, ids);
  const account = await lockAccount(tx, scope.accountId);
  await tx.execute(sql`
    select from users where id in (select o.user_id from ${scoped} where ${inScope(scope)}) order by id for share`);

  const idsNow = await listOrganizationIdsInScope(tx, scope);
  if (idsNow.some((id) => !ids.includes(id))) throw new StartOver();
  return { account, organizations: held };
}

type Counted = { people: Partial<Record<string, number>>; memberships: number };

async function countWeighed(db: Reader, { userIds }: ActivationScope, weighed: SQL): Promise<Counted> {
  const rows = await db
    .select({
      outcome: sql<string>`outcome`,
      people: sql<number>`count(*)::int`,
      memberships: sql<number>`sum(memberships)::int`,
    })
    .from(sql`(with ${weighed} select * from weighed) as weighed`)
    .groupBy(sql`outcome`);
  const sum = (of: "people" | "memberships") => rows.reduce((total, row) => total + row[of], 0);
  const missing = userIds ? new Set(userIds).size - sum("people") : 0;
  const people = Object.fromEntries(rows.map((row) => [row.outcome, row.people]));
  return { people: missing > 0 ? { ...people, not_a_member: missing } : people, memberships: sum("memberships") };
}

/** What decides on activating a set. The page previews with it; the function decides with it, under lock. */
export function countActivation(
  db: Reader,
  scope: ActivationScope,
  seatsToGrant: number | undefined,
): Promise<ActivationCounts> {
  return countWeighed(db, scope, weighedForActivation(scope, seatsToGrant));
}

export function countDeactivation(db: Reader, scope: ActivationScope): Promise<DeactivationCounts> {
  return countWeighed(db, scope, weighedForDeactivation(scope));
}

export type WeighedPerson<Outcome extends string> = {
  userId: number;
  name: string;
  outcome: Outcome;
  /** The account's organizations in which they are activated now, by name; null for none. */
  activatedIn: string | null;
};

/** Those of one outcome, or those whose memberships change; at most so many. */
type WeighedListing = { only?: StepOutcome; isChanging?: boolean; limit: number };

async function listWeighed<Outcome extends string>(
  db: Reader,
  scope: ActivationScope,
  weighed: SQL,
  { only, isChanging = false, limit }: WeighedListing,
): Promise<WeighedPerson<Outcome>[]> {
  return db
    .select({
      userId: sql<number>`user_id`.mapWith(Number),
      name: sql<string>`name`,
      outcome: sql<Outcome>`outcome`,
      activatedIn: sql<string | null>`(
        select string_agg(login, ', ' order by lower(login))
        from (
          select distinct org.login from ${scoped}
          where o.user_id = weighed.user_id and org.account_id = ${scope.accountId} and m.is_activated
        ) as active
      )`,
    })
    .from(sql`(with ${weighed} select * from weighed) as weighed`)
    .where(and(only === undefined ? undefined : sql`outcome = ${only}`, isChanging ? sql`memberships > 0` : undefined))
    .orderBy(sql`member_since`, sql`login`, sql`user_id`)
    .limit(limit);
}

/** The first of a set, each with what happens to them. */
export function listActivation(
  db: Reader,
  scope: ActivationScope,
  seatsToGrant: number | undefined,
  listing: WeighedListing,
): Promise<WeighedPerson<ActivationOutcome>[]> {
  return listWeighed(db, scope, weighedForActivation(scope, seatsToGrant), listing);
}

export function listDeactivation(
  db: Reader,
  scope: ActivationScope,
  listing: WeighedListing,
): Promise<WeighedPerson<DeactivationOutcome>[]> {
  return listWeighed(db, scope, weighedForDeactivation(scope), listing);
}

/** A person in one organization whose activation changed. */
export type ChangedMembership = { userId: number; organizationId: number };

/** In which of the account's organizations each of these people is activated, by name; nobody who is in none. */
export async function listActivatedIn(
  db: Reader,
  accountId: string,
  userIds: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db
    .select({
      userId: sql<number>`user_id`.mapWith(Number),
      names: sql<string>`string_agg(login, ', ' order by lower(login))`,
    })
    .from(sql`(
      select distinct o.user_id, org.login from ${scoped} where ${inScope({ accountId, userIds })} and m.is_activated
    ) as active`)
    .groupBy(sql`user_id`);
  return new Map(rows.map(({ userId, names }) => [userId, names]));
}

/** Activates those whom a grant of so many seats reaches. */
export async function activateMemberships(
  tx: Tx,
  scope: ActivationScope,
  seatsToGrant: number | undefined,
): Promise<ChangedMembership[]> {
  const rows = await tx.execute<ChangedMembership>(sql`
    with ${weighedForActivation(scope, seatsToGrant)}
    update memberships m
    set is_activated = true, activation_changed_at = now(), waiting_since = null
    from weighed w, owners o, organizations org
    where o.user_id = w.user_id and m.owner_id = o.id and org.id = m.organization_id and ${inScope(scope)}
      and not m.is_activated and w.outcome in ('activated', 'already_seated', 'student', 'bot')
    returning o.user_id::float8 as "userId", org.id::float8 as "organizationId"`);
  return [...rows];
}

/** Ends the activations in scope, and whoever of these people waits there waits no longer. */
export async function deactivateMemberships(tx: Tx, scope: ActivationScope): Promise<ChangedMembership[]> {
  await tx.execute(sql`
    update memberships m set waiting_since = null
    from owners o, organizations org
    where o.id = m.owner_id and org.id = m.organization_id and ${inScope(scope)} and m.waiting_since is not null`);
  const rows = await tx.execute<ChangedMembership>(sql`
    update memberships m set is_activated = false, activation_changed_at = now()
    from owners o, organizations org
    where o.id = m.owner_id and org.id = m.organization_id and ${inScope(scope)} and m.is_activated
    returning o.user_id::float8 as "userId", org.id::float8 as "organizationId"`);
  return [...rows];
}

/** What decides on one person; undefined when they have no membership in scope. Their page's preview asks it. */
export async function findActivationFacts(
  db: Reader,
  { accountId, userId, organizationId }: { accountId: string; userId: number; organizationId?: number },
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
    .where(and(eq(organizations.accountId, accountId), eq(owners.userId, userId)))
    .groupBy(users.id, users.kind);
  const isInScope = facts !== undefined && facts.inactiveMemberships + facts.activeMemberships > 0;
  return isInScope ? facts : undefined;
}
