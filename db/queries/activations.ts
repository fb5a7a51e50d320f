import { and, eq, type SQL, sql } from "drizzle-orm";
import {
  type ActivationOutcome,
  activationOutcomes,
  type DeactivationOutcome,
  deactivationOutcomes,
  type StepOutcome,
} from "@/domain/activation";
import type { Verb } from "@/domain/activation-verbs";
import type { Reader, Tx } from "../executor";
import { listOf, number, oneOf, readRows, text, writeRows } from "../rows";
import { users } from "../schema/people";
import { accountUsers } from "../schema/seats";
import {
  type ActivationScope,
  inScope,
  scoped,
  weighedForActivation,
  weighedForDeactivation,
} from "./activation-scope";
import { insertEndedActivations } from "./ended-activations";
import { idArray, peopleById } from "./seats";

/**
 * The people activated in these organizations. Hold the organizations first, so that no one joins or leaves and no
 * login moves to another person.
 */
export function peopleActivatedIn(organizationIds: readonly number[]): SQL {
  return sql`
    select o.user_id
    from memberships m
    join owners o on o.id = m.owner_id
    where m.organization_id = any(${idArray(organizationIds)}) and m.is_activated`;
}

/**
 * The people of a scope. Hold the account first. It stands for its organizations: a change that attaches or detaches
 * one, adds or removes a member, or moves a member's login to another person also holds the account.
 */
export function peopleInScope(scope: ActivationScope): SQL {
  return scope.userIds ? peopleById(scope.userIds) : sql`select o.user_id from ${scoped} where ${inScope(scope)}`;
}

type Tally<Outcome extends string> = { outcome: Outcome; people: number; memberships: number; who: string };
type Counts<Outcome extends string> = {
  people: Partial<Record<Outcome, number>>;
  memberships: number;
  /** Differs as soon as an outcome concerns someone else. */
  set: string;
};

const tally = sql`
  outcome, count(*) as people, sum(memberships)::int as memberships,
  md5(string_agg(user_id::text, ',' order by user_id)) as who`;

function tallied<Outcome extends string>(outcomes: readonly Outcome[]) {
  return { outcome: oneOf(outcomes), people: number, memberships: number, who: text };
}

function countsOf<Outcome extends string>({ userIds }: ActivationScope, tallies: Tally<Outcome>[]): Counts<Outcome> {
  const sum = (of: "people" | "memberships") => tallies.reduce((total, row) => total + row[of], 0);
  const missing = userIds ? new Set(userIds).size - sum("people") : 0;
  const people: Partial<Record<string, number>> = Object.fromEntries(tallies.map((row) => [row.outcome, row.people]));
  return {
    people: missing > 0 ? { ...people, not_a_member: missing } : people,
    memberships: sum("memberships"),
    set: tallies
      .map(({ outcome, who }) => `${outcome} ${who}`)
      .sort()
      .join(", "),
  };
}

/** What decides on a step, and the people it is about. */
export type Weighed<Outcome extends StepOutcome> = {
  counts: Counts<Outcome>;
  /** Everyone in scope. */
  outcomes: Map<number, Outcome>;
  /** The people whose memberships change. */
  changing: number[];
};

async function weigh<Outcome extends StepOutcome>(
  db: Reader,
  scope: ActivationScope,
  outcomes: readonly Outcome[],
  weighed: SQL,
): Promise<Weighed<Outcome>> {
  const rows = await readRows(
    db,
    { ...tallied(outcomes), userIds: listOf(number) },
    sql`with ${weighed} select ${tally}, array_agg(user_id) as user_ids from weighed group by outcome`,
  );
  return {
    counts: countsOf(scope, rows),
    outcomes: new Map(rows.flatMap(({ outcome, userIds }) => userIds.map((id) => [id, outcome]))),
    changing: rows.flatMap(({ memberships, userIds }) => (memberships > 0 ? userIds : [])),
  };
}

export function weighActivation(
  db: Reader,
  scope: ActivationScope,
  seatsToGrant: number | undefined,
): Promise<Weighed<ActivationOutcome>> {
  return weigh(db, scope, activationOutcomes, weighedForActivation(scope, seatsToGrant));
}

export function weighDeactivation(db: Reader, scope: ActivationScope): Promise<Weighed<DeactivationOutcome>> {
  return weigh(db, scope, deactivationOutcomes, weighedForDeactivation(scope));
}

/** Only the counts, if no one has to be named. */
export async function countActivation(db: Reader, scope: ActivationScope): Promise<Counts<ActivationOutcome>> {
  const rows = await readRows(
    db,
    tallied(activationOutcomes),
    sql`with ${weighedForActivation(scope, undefined)} select ${tally} from weighed group by outcome`,
  );
  return countsOf(scope, rows);
}

/** The first people for whom no seat is left, in the order in which seats are given. */
export async function listLeftOut(
  db: Reader,
  scope: ActivationScope,
  seatsToGrant: number | undefined,
  limit: number,
): Promise<{ userId: number; name: string }[]> {
  const query = sql`
    with ${weighedForActivation(scope, seatsToGrant)}
    select user_id, name from weighed
    where outcome = 'no_seats'
    order by member_since, login, user_id
    limit ${limit}`;
  return readRows(db, { userId: number, name: text }, query);
}

/** The first people whose memberships change, by name. */
export async function listChanging(
  db: Reader,
  verb: Verb,
  scope: ActivationScope,
  seatsToGrant: number | undefined,
  limit: number,
): Promise<{ userId: number; name: string }[]> {
  const weighed = verb === "activate" ? weighedForActivation(scope, seatsToGrant) : weighedForDeactivation(scope);
  const query = sql`
    with ${weighed}
    select user_id, name from weighed
    where memberships > 0
    order by lower(name), user_id
    limit ${limit}`;
  return readRows(db, { userId: number, name: text }, query);
}

/** A login in one organization whose activation changed. */
export type ChangedMembership = { ownerId: number; organizationId: number };

export type ActivatedPerson = {
  userId: number;
  name: string;
  /** The account's organizations in which they are activated now, by name, or null. */
  activatedIn: string | null;
};

export async function listActivatedIn(
  db: Reader,
  accountId: string,
  userIds: readonly number[],
): Promise<ActivatedPerson[]> {
  return db
    .select({
      userId: users.id,
      name: users.name,
      activatedIn: sql<string | null>`(
        select string_agg(org.login, ', ' order by lower(org.login))
        from organizations org
        where org.id = any(${accountUsers.organizationIds})
      )`,
    })
    .from(users)
    .leftJoin(accountUsers, and(eq(accountUsers.accountId, accountId), eq(accountUsers.userId, users.id)))
    .where(sql`${users.id} = any(${idArray(userIds)})`)
    .orderBy(users.id);
}

/** Activates these people in scope. */
export async function activateMemberships(
  tx: Tx,
  scope: ActivationScope,
  userIds: readonly number[],
): Promise<ChangedMembership[]> {
  const query = sql`
    update memberships m
    set is_activated = true, activation_changed_at = now(), waiting_since = null
    from owners o, organizations org
    where o.id = m.owner_id and org.id = m.organization_id and ${inScope({ ...scope, userIds })} and not m.is_activated
    returning m.owner_id, m.organization_id`;
  return writeRows(tx, { ownerId: number, organizationId: number }, query);
}

/** Ends the activations in scope, and the waiting of these people there. What it ends is kept, so that it can be undone. */
export async function deactivateMemberships(tx: Tx, scope: ActivationScope): Promise<void> {
  await insertEndedActivations(tx, scope);
  await tx.execute(sql`
    update memberships m
    set is_activated = false, waiting_since = null,
      activation_changed_at = case when m.is_activated then now() else m.activation_changed_at end
    from owners o, organizations org
    where o.id = m.owner_id and org.id = m.organization_id and ${inScope(scope)}
      and (m.is_activated or m.waiting_since is not null)`);
}
