import { asc, desc, type SQL, sql } from "drizzle-orm";
import type { Inactivity } from "@/domain/inactive-people";
import type { InactiveListing } from "@/domain/input/inactive-people";
import { type Paged, pageSize } from "@/domain/listings";
import type { Kind } from "@/domain/seats";
import type { Reader } from "../executor";
import { users } from "../schema/people";
import { listLogins, listOrganizationsOfPeople, type PersonOrganization } from "./people";
import { idArray } from "./seats";

/** Each person activated in the account, and when the latest of their activated memberships there was seen. */
function seenPeople(accountId: string, userIds?: readonly number[]): SQL {
  const named = userIds ? sql`o.user_id = any(${idArray(userIds)})` : sql`true`;
  return sql`
    select o.user_id, max(m.last_seen_at) as last_seen_at
    from organizations org
    join memberships m on m.organization_id = org.id and m.is_activated
    join owners o on o.id = m.owner_id
    where org.account_id = ${accountId} and ${named}
    group by o.user_id`;
}

/** One recent date keeps a person, and without any date it is unknown (S16): a maximum below the day means that none was seen since and one says when. */
const isShown: Record<Inactivity, (before: Date) => SQL> = {
  inactive: (before) => sql`last_seen_at < ${before.toISOString()}::timestamptz`,
  unknown: () => sql`last_seen_at is null`,
};

const sortedBy: Record<InactiveListing["sort"], SQL> = {
  last_seen: sql`last_seen_at`,
  name: sql`lower(${users.name})`,
};

export type InactivePerson = {
  id: number;
  name: string;
  kind: Kind;
  lastSeenAt: Date | null;
  logins: string[];
  organizations: PersonOrganization[];
};

/** Those of an account who were not seen since, or of whom nothing is known. */
export async function listInactivePeople(
  db: Reader,
  accountId: string,
  before: Date,
  { show, sort, direction, page }: InactiveListing,
): Promise<Paged<InactivePerson> & Record<Inactivity, number>> {
  const inOrder = direction === "asc" ? asc : desc;
  const rows = await db
    .select({
      id: users.id,
      name: users.name,
      kind: users.kind,
      lastSeenAt: sql<Date | null>`last_seen_at`.mapWith((at) => at && new Date(at)),
    })
    .from(sql`(${seenPeople(accountId)}) as person`)
    .innerJoin(users, sql`${users.id} = person.user_id`)
    .where(isShown[show](before))
    .orderBy(inOrder(sortedBy[sort]), asc(sql`lower(${users.name})`), asc(users.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const [counts] = await db
    .select({
      inactive: sql<number>`(count(*) filter (where ${isShown.inactive(before)}))::int`,
      unknown: sql<number>`(count(*) filter (where ${isShown.unknown(before)}))::int`,
    })
    .from(sql`(${seenPeople(accountId)}) as person`);

  const ids = rows.map(({ id }) => id);
  const logins = await listLogins(db, ids);
  const organizations = await listOrganizationsOfPeople(db, ids, accountId);
  return {
    rows: rows.map((row) => ({
      ...row,
      logins: logins.get(row.id) ?? [],
      organizations: organizations.get(row.id) ?? [],
    })),
    ...counts!,
    total: counts![show],
  };
}

type InactiveScope = { accountId: string; before: Date; userIds?: readonly number[] };

export type InactiveSet = {
  userIds: number[];
  /** Another one as soon as somebody else belongs to the set, or somebody of it was seen. */
  seen: string;
};

/** Those of these people who are inactive or unknown; of nobody in particular everybody who is known to be inactive. */
function inactiveAmong({ accountId, before, userIds }: InactiveScope): SQL {
  const unknown = userIds ? sql`or ${isShown.unknown(before)}` : sql``;
  return sql`(${seenPeople(accountId, userIds)}) as person where ${isShown.inactive(before)} ${unknown}`;
}

/** Hold the account first, so that nobody in it is seen or leaves in the meantime. */
export function inactivePeople(scope: InactiveScope): SQL {
  return sql`select user_id from ${inactiveAmong(scope)}`;
}

export async function findInactiveSet(db: Reader, scope: InactiveScope): Promise<InactiveSet> {
  const [found] = await db
    .select({
      userIds: sql<string[]>`coalesce(array_agg(user_id order by user_id), '{}')`,
      seen: sql<string>`md5(coalesce(
        string_agg(concat_ws(' ', user_id, extract(epoch from last_seen_at)), ',' order by user_id), ''
      ))`,
    })
    .from(sql`${inactiveAmong(scope)}`);
  return { userIds: found!.userIds.map(Number), seen: found!.seen };
}
