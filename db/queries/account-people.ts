import { eq, type SQL, sql } from "drizzle-orm";
import type { AccountPeopleListing } from "@/domain/input/listings";
import { fromNearerEnd, type Paged, pageSize } from "@/domain/listings";
import type { PersonStatus } from "@/domain/people";
import type { Reader } from "../executor";
import { listOf, number, readRow } from "../rows";
import { accounts } from "../schema/accounts";
import { users } from "../schema/people";
import { accountCandidates, accountUsers } from "../schema/seats";
import { isAccountUser, isWaitingIn, personStatus } from "./account-people-filters";
import { inScope, scoped } from "./activation-scope";
import { listLogins, listOrganizationsOfPeople, type PersonOrganization, peopleCalled } from "./people";
import { idArray } from "./seats";

export type AccountPerson = {
  id: number;
  name: string;
  status: PersonStatus;
  since: Date | null;
  isWaiting: boolean;
  logins: string[];
  /** The account's organizations that they are a member of. */
  organizations: PersonOrganization[];
};

/**
 * The ledger and the candidates, each by an index in the order of names, so that no person is looked up for sorting.
 */
const people = sql`(
  select account_id, user_id, name_key, kind, organization_count, since, true as is_activated from account_users
  union all
  select account_id, user_id, name_key, null, 0, null, false from account_candidates
) as people`;

/** The members of these organizations, as people. */
const membersIn = (organizations: SQL, memberships: SQL) => sql`(
  select o.user_id
  from organizations org
  join memberships m on m.organization_id = org.id
  join owners o on o.id = m.owner_id
  where ${organizations} and ${memberships}
)`;

const sortedBy: Record<AccountPeopleListing["sort"], SQL> = {
  name: sql`name_key`,
  status: sql`kind`,
  organizations: sql`organization_count`,
  since: sql`since`,
};

/** The filters of the list. `change` leaves only people with an activation that this change began. */
type Filters = Pick<AccountPeopleListing, "q" | "status" | "overlap"> & { organization?: number; change?: string };

/** The people whom these filters find, as ids. */
export function peopleListed(db: Reader, accountId: string, filters: Filters): SQL {
  return sql`select user_id from ${people} where ${matches(db, accountId, filters)}`;
}

/** Only what is sorted and counted. Sorted by name, that is in the index of names. */
function matching(db: Reader, accountId: string, listing: AccountPeopleListing): SQL {
  const columns = sql`user_id, name_key, is_activated, ${sortedBy[listing.sort]} as sort_key`;
  return sql`select ${columns} from ${people} where ${matches(db, accountId, listing)}`;
}

function matches(db: Reader, accountId: string, { q, organization, status, overlap, change }: Filters): SQL {
  const conditions = [sql`account_id = ${accountId}`];
  if (status === "not_activated") conditions.push(sql`not is_activated`);
  else if (status === "waiting") {
    const here = sql`org.account_id = ${accountId}`;
    conditions.push(sql`user_id in ${membersIn(here, sql`m.waiting_since is not null`)}`);
  } else if (status !== "all") conditions.push(sql`kind = ${status}`);
  // Only seat-takers overlap.
  if (overlap === "overlapping") conditions.push(sql`kind = 'seat' and organization_count > 1`);
  if (organization !== undefined) {
    const here = sql`org.id = ${organization} and org.account_id = ${accountId}`;
    conditions.push(sql`user_id in ${membersIn(here, sql`true`)}`);
  }
  if (change !== undefined) {
    conditions.push(sql`user_id in (select o.user_id from ${scoped} where ${inScope({ accountId, begunBy: change })})`);
  }
  if (q) conditions.push(sql`user_id in ${peopleCalled(db, q)}`);
  return sql.join(conditions, sql` and `);
}

function inOrder({ sort, direction }: Pick<AccountPeopleListing, "sort" | "direction">): SQL {
  const way = sql.raw(direction);
  return sort === "name" ? sql`name_key ${way}, user_id ${way}` : sql`sort_key ${way} nulls last, name_key, user_id`;
}

const idsOf = (rows: SQL, order: SQL, { limit, offset }: { limit: number; offset: number }) =>
  sql`array(select user_id from ${rows} order by ${order} limit ${limit} offset ${offset})`;

type Counts = { total: number; notActivated: number };

/** The account's stored counts are enough if only a status is asked for. */
async function findKeptCounts(
  db: Reader,
  accountId: string,
  { q, organization, status, overlap, change }: AccountPeopleListing,
): Promise<Counts | undefined> {
  if (q || organization !== undefined || overlap !== "all" || status === "waiting" || change) return undefined;
  const [account] = await db
    .select({ seat: accounts.usedSeatCount, student: accounts.studentCount, bot: accounts.botCount })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  const notActivated = await db.$count(accountCandidates, eq(accountCandidates.accountId, accountId));
  const { seat, student, bot } = account ?? { seat: 0, student: 0, bot: 0 };
  const activated = { all: seat + student + bot, seat, student, bot, not_activated: 0 }[status];
  const beside = status === "all" || status === "not_activated" ? notActivated : 0;
  return { total: activated + beside, notActivated: beside };
}

/** The ids of a page. In the order of names, an index is walked to the page from the nearer end. */
async function findPage(
  db: Reader,
  accountId: string,
  listing: AccountPeopleListing,
): Promise<Counts & { ids: number[] }> {
  const kept = await findKeptCounts(db, accountId, listing);
  const found = matching(db, accountId, listing);
  if (kept) {
    const { isTurned, ...part } = fromNearerEnd(listing.page, kept.total, listing.sort === "name");
    const turned = listing.direction === "asc" ? "desc" : "asc";
    const order = inOrder({ sort: listing.sort, direction: isTurned ? turned : listing.direction });
    const ids = idsOf(sql`(${found}) as found`, order, part);
    const page = await readRow(db, { ids: listOf(number) }, sql`select ${ids} as ids`);
    return { ids: isTurned ? page.ids.reverse() : page.ids, ...kept };
  }
  const part = { limit: pageSize, offset: (listing.page - 1) * pageSize };
  // A search costs more than its result, so the result is kept. With other filters, reading twice is faster.
  const once = sql.raw(listing.q ? "materialized" : "not materialized");
  const query = sql`
    with found as ${once} (${found})
    select ${idsOf(sql`found`, inOrder(listing), part)} as ids,
      count(*) as total, count(*) filter (where not is_activated) as not_activated
    from found`;
  return readRow(db, { ids: listOf(number), total: number, notActivated: number }, query);
}

/**
 * Every member of the account's organizations, activated or not. `total` counts all of them, `notActivated` the members
 * who are not account users.
 */
export async function listAccountPeople(
  db: Reader,
  accountId: string,
  listing: AccountPeopleListing,
): Promise<Paged<AccountPerson> & Counts> {
  const { ids, ...counts } = await findPage(db, accountId, listing);
  const rows = await db
    .select({
      id: users.id,
      name: users.name,
      status: personStatus,
      since: accountUsers.since,
      isWaiting: isWaitingIn(accountId),
    })
    .from(users)
    .leftJoin(accountUsers, isAccountUser(accountId))
    .where(sql`${users.id} = any(${idArray(ids)})`)
    .orderBy(sql`array_position(${idArray(ids)}, ${users.id})`);
  const logins = await listLogins(db, ids);
  const organizationsOf = await listOrganizationsOfPeople(db, ids, accountId);
  return {
    rows: rows.map((row) => ({
      ...row,
      logins: logins.get(row.id) ?? [],
      organizations: organizationsOf.get(row.id) ?? [],
    })),
    ...counts,
  };
}
