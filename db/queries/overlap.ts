import { inArray, type SQL, sql } from "drizzle-orm";
import { type Paged, pageSize } from "@/domain/listings";
import type { Chosen } from "@/domain/overlap";
import type { Reader } from "../client";
import { users } from "../schema";
import { byName, listLogins, listOrganizationsOfPeople, type PersonOrganization } from "./people";
import { idArray } from "./seats";

/** Each seat-taker of the account with the organizations in which they are activated, in ascending order. */
function seatTakers(accountId: string): SQL {
  return sql`
    select o.user_id, array_agg(distinct m.organization_id order by m.organization_id) as organization_ids
    from organizations org
    join memberships m on m.organization_id = org.id and m.is_activated
    join owners o on o.id = m.owner_id
    join users u on u.id = o.user_id and u.kind = 'seat'
    where org.account_id = ${accountId}
    group by o.user_id`;
}

/** How many seat-takers there are in exactly these organizations. Far fewer rows than people: pairs count from them. */
function combinations(accountId: string): SQL {
  return sql`
    select organization_ids, count(*) as people
    from (${seatTakers(accountId)}) as seat_takers
    group by organization_ids`;
}

export type ExactIntersection = { organizationIds: number[]; people: number };
export type Pair = { organizationIds: number[]; people: number; peopleOfSmaller: number };

/** A page of a list; the whole list when there is none. */
type Page = { page: number } | undefined;

const limitTo = (page: Page): SQL => (page ? sql`limit ${pageSize} offset ${(page.page - 1) * pageSize}` : sql``);

/** The largest first. `people` sums the whole list: the used seats of the account; `overlapping` those in several. */
export async function listExactIntersections(
  db: Reader,
  accountId: string,
  page?: Page,
): Promise<Paged<ExactIntersection> & { people: number; overlapping: number }> {
  const [found] = await db
    .select({
      rows: sql<ExactIntersection[]>`rows`,
      total: sql<number>`total`,
      people: sql<number>`people`,
      overlapping: sql<number>`overlapping`,
    })
    .from(sql`(
      with combinations as materialized (${combinations(accountId)}),
      shown as (
        select organization_ids, people from combinations
        order by people desc, cardinality(organization_ids), organization_ids
        ${limitTo(page)}
      )
      select
        (select count(*)::int from combinations) as total,
        (select coalesce(sum(people), 0)::int from combinations) as people,
        (select coalesce(sum(people), 0)::int from combinations where cardinality(organization_ids) > 1) as overlapping,
        (select coalesce(json_agg(json_build_object('organizationIds', organization_ids, 'people', people)
          order by people desc, cardinality(organization_ids), organization_ids), '[]') from shown) as rows
    ) as found`);
  return found!;
}

/** Every two organizations that share a seat-taker, those that share most first. Whoever is in others too counts. */
export async function listPairs(db: Reader, accountId: string, page?: Page): Promise<Paged<Pair>> {
  const [found] = await db.select({ rows: sql<Pair[]>`rows`, total: sql<number>`total` }).from(sql`(
      with combinations as materialized (${combinations(accountId)}),
      sizes as (
        select id, sum(people) as people from combinations, unnest(organization_ids) as id group by id
      ),
      pairs as materialized (
        select one.id as one_id, other.id as other_id, sum(people) as people
        from combinations, unnest(organization_ids) as one (id), unnest(organization_ids) as other (id)
        where one.id < other.id
        group by one.id, other.id
      ),
      shown as (
        select one_id, other_id, pairs.people, least(one.people, other.people) as people_of_smaller
        from pairs
        join sizes one on one.id = one_id
        join sizes other on other.id = other_id
        order by pairs.people desc, one_id, other_id
        ${limitTo(page)}
      )
      select
        (select count(*)::int from pairs) as total,
        (select coalesce(json_agg(json_build_object(
          'organizationIds', array[one_id, other_id], 'people', people, 'peopleOfSmaller', people_of_smaller
        ) order by people desc, one_id, other_id), '[]') from shown) as rows
    ) as found`);
  return found!;
}

export type PersonBehind = { id: number; name: string; logins: string[]; organizations: PersonOrganization[] };

/** The people behind an exact intersection or a pair. */
export async function listPeopleBehind(
  db: Reader,
  accountId: string,
  { kind, organizationIds }: Chosen,
  page?: Page,
): Promise<Paged<PersonBehind>> {
  const asked = idArray(organizationIds.toSorted((a, b) => a - b));
  const isBehind = kind === "exact" ? sql`organization_ids = ${asked}` : sql`organization_ids @> ${asked}`;
  const matches = inArray(
    users.id,
    sql`(select user_id from (${seatTakers(accountId)}) as seat_takers where ${isBehind})`,
  );
  const query = db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(matches)
    .orderBy(...byName)
    .$dynamic();
  const rows = await (page ? query.limit(pageSize).offset((page.page - 1) * pageSize) : query);

  const ids = rows.map(({ id }) => id);
  const logins = await listLogins(db, ids);
  const organizations = await listOrganizationsOfPeople(db, ids, accountId);
  return {
    rows: rows.map((row) => ({
      ...row,
      logins: logins.get(row.id) ?? [],
      organizations: (organizations.get(row.id) ?? []).filter(({ active }) => active > 0),
    })),
    total: page ? await db.$count(users, matches) : rows.length,
  };
}
