import { type SQL, sql } from "drizzle-orm";
import type { UnseenListing } from "@/domain/input/unseen-people";
import { type Paged, pageSize } from "@/domain/listings";
import { type Kind, kinds } from "@/domain/seats";
import type { Unseen } from "@/domain/unseen-people";
import type { Reader } from "../executor";
import { listOf, number, oneOf, orNull, readRow, readRows, text, time } from "../rows";
import { listLogins, listOrganizationsOfPeople, type PersonOrganization } from "./people";
import { idArray } from "./seats";

/** Each person activated in the account, with the latest last-seen time of their activated memberships there. */
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
const isShown: Record<Unseen, (before: Date) => SQL> = {
  inactive: (before) => sql`last_seen_at < ${before.toISOString()}::timestamptz`,
  unknown: () => sql`last_seen_at is null`,
};

const sortedBy: Record<UnseenListing["sort"], SQL> = {
  last_seen: sql`last_seen_at`,
  name: sql`lower(u.name)`,
};

export type UnseenPerson = {
  id: number;
  name: string;
  kind: Kind;
  lastSeenAt: Date | null;
  logins: string[];
  organizations: PersonOrganization[];
};

/** People of an account who have not been seen since then, or whose last-seen time is unknown. */
export async function listUnseenPeople(
  db: Reader,
  accountId: string,
  before: Date,
  { show, sort, direction, page }: UnseenListing,
): Promise<Paged<UnseenPerson> & Record<Unseen, number>> {
  const query = sql`
    select u.id, u.name, u.kind, person.last_seen_at
    from (${seenPeople(accountId)}) as person
    join users u on u.id = person.user_id
    where ${isShown[show](before)}
    order by ${sortedBy[sort]} ${sql.raw(direction)}, lower(u.name), u.id
    limit ${pageSize} offset ${(page - 1) * pageSize}`;
  const rows = await readRows(db, { id: number, name: text, kind: oneOf(kinds), lastSeenAt: orNull(time) }, query);
  const counting = sql`
    select
      count(*) filter (where ${isShown.inactive(before)}) as inactive,
      count(*) filter (where ${isShown.unknown(before)}) as unknown
    from (${seenPeople(accountId)}) as person`;
  const counts = await readRow(db, { inactive: number, unknown: number }, counting);

  const ids = rows.map(({ id }) => id);
  const logins = await listLogins(db, ids);
  const organizations = await listOrganizationsOfPeople(db, ids, accountId);
  return {
    rows: rows.map((row) => ({
      ...row,
      logins: logins.get(row.id) ?? [],
      organizations: organizations.get(row.id) ?? [],
    })),
    ...counts,
    total: counts[show],
  };
}

type UnseenScope = { accountId: string; before: Date; userIds?: readonly number[] };

export type UnseenSet = {
  userIds: number[];
  /** Differs as soon as other people belong to the set, or one of them has been seen. */
  seen: string;
};

/** The inactive and unknown people among these, or everyone known to be inactive if no people are named. */
function unseenAmong({ accountId, before, userIds }: UnseenScope): SQL {
  const unknown = userIds ? sql`or ${isShown.unknown(before)}` : sql``;
  return sql`(${seenPeople(accountId, userIds)}) as person where ${isShown.inactive(before)} ${unknown}`;
}

/** Hold the account first, so that no one in it is seen or leaves meanwhile. */
export function unseenPeople(scope: UnseenScope): SQL {
  return sql`select user_id from ${unseenAmong(scope)}`;
}

export async function findUnseenSet(db: Reader, scope: UnseenScope): Promise<UnseenSet> {
  const query = sql`
    select coalesce(array_agg(user_id order by user_id), '{}') as user_ids,
      md5(coalesce(
        string_agg(concat_ws(' ', user_id, extract(epoch from last_seen_at)), ',' order by user_id), ''
      )) as seen
    from ${unseenAmong(scope)}`;
  return readRow(db, { userIds: listOf(number), seen: text }, query);
}
