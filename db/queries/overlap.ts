import { and, arrayContains, asc, count, eq, type SQL, sql } from "drizzle-orm";
import { type Combination, sortCombinations } from "@/domain/combinations";
import { type Paged, pageSize } from "@/domain/listings";
import type { Chosen } from "@/domain/overlap";
import type { Reader } from "../executor";
import { users } from "../schema/people";
import { accountUsers } from "../schema/seats";
import { listLogins, listOrganizationsOfPeople, type PersonOrganization } from "./people";
import { idArray } from "./seats";

/**
 * The number of seat-takers in exactly each set of organizations, the largest first. One pass over the ledger gives it,
 * and every other number of overlap follows from it.
 */
export async function listCombinations(db: Reader, accountId: string): Promise<Combination[]> {
  const combinations = await db
    .select({ organizationIds: accountUsers.organizationIds, people: count() })
    .from(accountUsers)
    .where(and(eq(accountUsers.accountId, accountId), eq(accountUsers.kind, "seat")))
    .groupBy(accountUsers.organizationIds);
  return sortCombinations(combinations, "size");
}

export type PersonBehind = { id: number; name: string; logins: string[]; organizations: PersonOrganization[] };

/** People in all of the chosen organizations and in no others are in exactly these. */
function isBehind(accountId: string, chosen: Chosen): SQL | undefined {
  const isSeatTaker = and(eq(accountUsers.accountId, accountId), eq(accountUsers.kind, "seat"));
  const inThisMany = (count: number) => eq(accountUsers.organizationCount, count);
  if (chosen.kind === "degree") return and(isSeatTaker, inThisMany(chosen.organizations));
  const { kind, organizationIds } = chosen;
  const isExact = kind === "exact" ? inThisMany(organizationIds.length) : undefined;
  return and(isSeatTaker, isExact, arrayContains(accountUsers.organizationIds, organizationIds));
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
  // Only a page past the end has no row with the total.
  const total = rows[0]?.total ?? (await db.$count(accountUsers, matches));
  return { rows: await describe(db, accountId, rows), total };
}

/** All of them, in the same order, in batches. */
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
    after = sql`(${accountUsers.nameKey}, ${accountUsers.userId}) > (${last.nameKey}, ${last.id})`;
  }
}

/** From the ledger, which is in the order of names. */
function behind(db: Reader, matches: SQL | undefined) {
  const { userId, nameKey } = accountUsers;
  return db
    .select({ id: userId, nameKey, total: sql<number>`count(*) over ()` })
    .from(accountUsers)
    .where(matches)
    .orderBy(asc(nameKey), asc(userId))
    .$dynamic();
}

async function describe(db: Reader, accountId: string, people: readonly { id: number }[]): Promise<PersonBehind[]> {
  const ids = people.map(({ id }) => id);
  const named = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(sql`${users.id} = any(${idArray(ids)})`);
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const logins = await listLogins(db, ids);
  const organizations = await listOrganizationsOfPeople(db, ids, accountId);
  return ids.map((id) => ({
    id,
    // The ledger's foreign key guarantees that everyone in it is known.
    name: names.get(id)!,
    logins: logins.get(id) ?? [],
    organizations: (organizations.get(id) ?? []).filter(({ active }) => active > 0),
  }));
}
