import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Combination, sortCombinations } from "@/domain/combinations";
import { type Paged, pageSize } from "@/domain/listings";
import type { Chosen } from "@/domain/overlap";
import type { Reader } from "../client";
import { accountUsers, organizations, users } from "../schema";
import { byName, listLogins, listOrganizationsOfPeople, type PersonOrganization } from "./people";
import { idArray } from "./seats";

/**
 * How many seat-takers there are in exactly these organizations, the most people first: one pass over the memberships,
 * from which every other number of overlap follows. A person is a string of bits, one for each organization.
 */
export async function listCombinations(db: Reader, accountId: string): Promise<Combination[]> {
  const ids = (
    await db
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.accountId, accountId))
      .orderBy(asc(organizations.id))
  ).map(({ id }) => id);

  // Each `offset 0` keeps a step as it stands: PostgreSQL knows how many rows it has, and would guess far too few after it.
  const rows = await db.select({ bits: sql<string>`bits`, people: sql<number>`people` }).from(sql`(
    with places as (
      select id, set_bit(repeat('0', ${ids.length}::int)::bit varying, (place - 1)::int, 1) as bits
      from unnest(${idArray(ids)}) with ordinality as listed (id, place)
    ),
    logins as materialized (
      select o.id, o.user_id
      from account_users here
      join owners o on o.user_id = here.user_id
      where here.account_id = ${accountId} and here.kind = 'seat'
    ),
    activated as (
      select logins.user_id, m.organization_id
      from logins
      join (
        select organization_id, owner_id from memberships
        where organization_id = any(${idArray(ids)}) and is_activated
        offset 0
      ) as m on m.owner_id = logins.id
      offset 0
    ),
    seat_takers as (
      select user_id, bit_or(bits) as bits
      from activated
      join places on places.id = organization_id
      group by user_id
    )
    select bits::text as bits, count(*)::int as people from seat_takers group by seat_takers.bits
  ) as combinations`);
  const combinations = rows.map(({ bits, people }) => ({
    organizationIds: ids.filter((_, at) => bits[at] === "1"),
    people,
  }));
  return sortCombinations(combinations, "size");
}

export type PersonBehind = { id: number; name: string; logins: string[]; organizations: PersonOrganization[] };

/** Activated in all of these organizations of the account, in others too or not. */
function inAllOf(accountId: string, organizationIds: readonly number[]): SQL {
  return inArray(
    users.id,
    sql`(
      select o.user_id
      from organizations org
      join memberships m on m.organization_id = org.id and m.is_activated
      join owners o on o.id = m.owner_id
      where org.account_id = ${accountId} and org.id = any(${idArray(organizationIds)})
      group by o.user_id
      having count(distinct org.id) = ${organizationIds.length}
    )`,
  );
}

/** The ledger says in how many organizations a person is: who is in all of the chosen and in no more is in them exactly. */
function isBehind(accountId: string, chosen: Chosen): SQL | undefined {
  const isSeatTaker = and(eq(accountUsers.accountId, accountId), eq(accountUsers.kind, "seat"));
  const inThisMany = (count: number) => eq(accountUsers.organizationCount, count);
  if (chosen.kind === "degree") return and(isSeatTaker, inThisMany(chosen.organizations));
  const { kind, organizationIds } = chosen;
  const isExact = kind === "exact" ? inThisMany(organizationIds.length) : undefined;
  return and(isSeatTaker, isExact, inAllOf(accountId, organizationIds));
}

/** The people behind a combination, a pair, an organization or a degree. */
export async function listPeopleBehind(
  db: Reader,
  accountId: string,
  chosen: Chosen,
  { page }: { page: number },
): Promise<Paged<PersonBehind>> {
  const matches = isBehind(accountId, chosen);
  const rows = await behind(db, matches)
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  // Only a page past the end has nobody who could say how many there are.
  const total = rows[0]?.total ?? (await countBehind(db, matches));
  return { rows: await describe(db, accountId, rows), total };
}

async function countBehind(db: Reader, matches: SQL | undefined): Promise<number> {
  const [counted] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(accountUsers)
    .innerJoin(users, eq(users.id, accountUsers.userId))
    .where(matches);
  return counted!.total;
}

/** All of them, in the same order, a batch at a time. */
export async function* listPeopleBehindBatches(
  db: Reader,
  accountId: string,
  chosen: Chosen,
  batchSize = 5_000,
): AsyncGenerator<PersonBehind[]> {
  const matches = isBehind(accountId, chosen);
  let after: SQL | undefined;
  for (;;) {
    const batch = await behind(db, and(matches, after)).limit(batchSize);
    yield await describe(db, accountId, batch);

    const last = batch.at(-1);
    if (!last || batch.length < batchSize) return;
    after = sql`(lower(${users.name}), ${users.id}) > (lower(${last.name}), ${last.id})`;
  }
}

function behind(db: Reader, matches: SQL | undefined) {
  return db
    .select({ id: users.id, name: users.name, total: sql<number>`(count(*) over ())::int` })
    .from(accountUsers)
    .innerJoin(users, eq(users.id, accountUsers.userId))
    .where(matches)
    .orderBy(...byName)
    .$dynamic();
}

async function describe(
  db: Reader,
  accountId: string,
  people: readonly { id: number; name: string }[],
): Promise<PersonBehind[]> {
  const ids = people.map(({ id }) => id);
  const logins = await listLogins(db, ids);
  const organizations = await listOrganizationsOfPeople(db, ids, accountId);
  return people.map(({ id, name }) => ({
    id,
    name,
    logins: logins.get(id) ?? [],
    organizations: (organizations.get(id) ?? []).filter(({ active }) => active > 0),
  }));
}
