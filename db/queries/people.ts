import { and, eq, exists, inArray, isNull, not, or, type SQL, sql } from "drizzle-orm";
import type { PeopleListing } from "@/domain/input/listings";
import { fromNearerEnd, type Paged, pageSize } from "@/domain/listings";
import { type Login, loginInWords } from "@/domain/people";
import type { Kind } from "@/domain/seats";
import { services } from "@/domain/services";
import type { Reader } from "../executor";
import { holds } from "../patterns";
import { json, listOf, number, readRow, readRows } from "../rows";
import { accounts } from "../schema/accounts";
import { formerLogins, owners, type User, users } from "../schema/people";
import { accountUsers } from "../schema/seats";
import { peopleWithVerifiedEmail } from "./evidence";
import { countKnownPeople } from "./known-people";
import { idArray } from "./seats";

export async function findUser(db: Reader, id: number): Promise<User | undefined> {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  return user;
}

/**
 * The ids of people whose login, former login or e-mail contains this text, or whose id on a git host it is. Each
 * condition uses its own index.
 */
function peopleWithLogin(db: Reader, text: string): SQL {
  const withLogin = db
    .select({ id: owners.userId })
    .from(owners)
    .where(
      or(
        holds(owners.login, text),
        holds(owners.email, text),
        and(inArray(owners.service, services), eq(owners.serviceId, text)),
      ),
    );
  const onceCalled = db
    .select({ id: owners.userId })
    .from(formerLogins)
    .innerJoin(owners, eq(owners.id, formerLogins.ownerId))
    .where(holds(formerLogins.login, text));
  return sql`${withLogin.union(onceCalled).union(peopleWithVerifiedEmail(db, text))}`;
}

/** These people, and people whose name contains the text. */
export function peopleCalled(db: Reader, text: string): SQL {
  return sql`(select ${users.id} from ${users} where ${holds(users.name, text)} union (${peopleWithLogin(db, text)}))`;
}

export function isCalled(db: Reader, text: string): SQL {
  return sql`${users.id} in ${peopleCalled(db, text)}`;
}

/** The logins of each of these people, as they are displayed. */
export async function listLogins(db: Reader, userIds: readonly number[]): Promise<Map<number, string[]>> {
  const query = sql`
    select o.user_id, json_agg(json_build_object(
      'login', o.login, 'serviceId', o.service_id, 'formerLogin', (
        select former.login from former_logins former
        where former.owner_id = o.id
        order by former.until desc, former.id desc
        limit 1
      )
    ) order by lower(o.login), o.id) as logins
    from owners o
    where o.user_id = any(${idArray(userIds)})
    group by o.user_id`;
  const rows = await readRows(db, { userId: number, logins: listOf(json<Login>()) }, query);
  return new Map(rows.map(({ userId, logins }) => [userId, logins.map(loginInWords)]));
}

/** An organization a person is a member of, and how many memberships their logins have there. */
export type PersonOrganization = { id: number; login: string; active: number; inactive: number };

/** The organizations of each of these people, by login, or only those of an account. */
export async function listOrganizationsOfPeople(
  db: Reader,
  userIds: readonly number[],
  accountId?: string,
): Promise<Map<number, PersonOrganization[]>> {
  const inAccount = accountId === undefined ? sql`true` : sql`org.account_id = ${accountId}`;
  const query = sql`
    select user_id, json_agg(json_build_object(
      'id', id, 'login', login, 'active', active, 'inactive', inactive
    ) order by lower(login), id) as organizations
    from (
      select o.user_id, org.id, org.login,
        count(*) filter (where m.is_activated) as active,
        count(*) filter (where not m.is_activated) as inactive
      from owners o
      join memberships m on m.owner_id = o.id
      join organizations org on org.id = m.organization_id
      where o.user_id = any(${idArray(userIds)}) and ${inAccount}
      group by o.user_id, org.id
    ) as joined
    group by user_id`;
  const rows = await readRows(db, { userId: number, organizations: listOf(json<PersonOrganization>()) }, query);
  return new Map(rows.map(({ userId, organizations }) => [userId, organizations]));
}

type PersonAccount = { id: string; name: string };

async function listAccountsOfPeople(db: Reader, userIds: readonly number[]): Promise<Map<number, PersonAccount[]>> {
  const rows = await db
    .select({
      userId: accountUsers.userId,
      accounts: sql<PersonAccount[]>`json_agg(json_build_object(
        'id', ${accounts.id}, 'name', ${accounts.name}
      ) order by lower(${accounts.name}))`,
    })
    .from(accountUsers)
    .innerJoin(accounts, eq(accounts.id, accountUsers.accountId))
    .where(sql`${accountUsers.userId} = any(${idArray(userIds)})`)
    .groupBy(accountUsers.userId);
  return new Map(rows.map(({ userId, accounts }) => [userId, accounts]));
}

/** `accounts` are the accounts in which they are an account user. */
export type PersonRow = {
  id: number;
  name: string;
  kind: Kind;
  logins: string[];
  organizations: PersonOrganization[];
  accounts: PersonAccount[];
};

function withStatus(db: Reader, status: PeopleListing["status"]): SQL | undefined {
  const isAccountUser = exists(db.select().from(accountUsers).where(eq(accountUsers.userId, users.id)));
  switch (status) {
    case "all":
      return undefined;
    case "seat":
      return and(eq(users.kind, "seat"), isAccountUser);
    case "not_activated":
      return and(eq(users.kind, "seat"), not(isAccountUser));
    default:
      return eq(users.kind, status);
  }
}

const inOrder = (direction: PeopleListing["direction"]) => {
  const way = sql.raw(direction);
  return sql`name_key ${way}, id ${way}`;
};

type Page = { ids: number[]; total: number };

/** Walks the index of names to the page from the nearer end. The number of known people is stored. */
async function findPageOfAll(db: Reader, { page, direction }: PeopleListing): Promise<Page> {
  const total = await countKnownPeople(db);
  const { isTurned, limit, offset } = fromNearerEnd(page, total);
  const turned = direction === "asc" ? "desc" : "asc";
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(isNull(users.mergedIntoId))
    .orderBy(inOrder(isTurned ? turned : direction))
    .limit(limit)
    .offset(offset);
  const ids = rows.map(({ id }) => id);
  return { ids: isTurned ? ids.reverse() : ids, total };
}

/**
 * The people whom a search finds. People found by name are read once. Others are looked up one by one, because `offset
 * 0` keeps PostgreSQL from reading everyone.
 */
function searched(db: Reader, q: string, matches: SQL | undefined): SQL {
  return sql`
    with named as materialized (
      select ${users.id}, ${users.nameKey} from ${users} where ${holds(users.name, q)} and ${matches}
    )
    select id, name_key from named
    union all
    select theirs.id, theirs.name_key
    from (${peopleWithLogin(db, q)}) as called (called_id)
    cross join lateral (
      select ${users.id}, ${users.nameKey} from ${users} where ${users.id} = called.called_id and ${matches} offset 0
    ) as theirs
    where not exists (select from named where named.id = called.called_id)`;
}

async function findPageOfSome(db: Reader, { q, status, page, direction }: PeopleListing): Promise<Page> {
  const matches = and(isNull(users.mergedIntoId), withStatus(db, status));
  const found = q ? searched(db, q, matches) : sql`select ${users.id}, ${users.nameKey} from ${users} where ${matches}`;
  const once = sql.raw(q ? "materialized" : "not materialized");
  const shown = sql`order by ${inOrder(direction)} limit ${pageSize} offset ${(page - 1) * pageSize}`;
  const query = sql`
    with found as ${once} (${found})
    select array(select id from found ${shown}) as ids, (select count(*) from found) as total`;
  return readRow(db, { ids: listOf(number), total: number }, query);
}

/** Everyone known, without merged records. What the rows show is read only for the page. */
export async function listPeople(db: Reader, listing: PeopleListing): Promise<Paged<PersonRow>> {
  const isEverybody = !listing.q && listing.status === "all";
  const { ids, total } = await (isEverybody ? findPageOfAll(db, listing) : findPageOfSome(db, listing));
  const rows = await db
    .select({ id: users.id, name: users.name, kind: users.kind })
    .from(users)
    .where(sql`${users.id} = any(${idArray(ids)})`)
    .orderBy(sql`array_position(${idArray(ids)}, ${users.id})`);
  const logins = await listLogins(db, ids);
  const organizations = await listOrganizationsOfPeople(db, ids);
  const accounts = await listAccountsOfPeople(db, ids);
  return {
    rows: rows.map((row) => ({
      ...row,
      logins: logins.get(row.id) ?? [],
      organizations: organizations.get(row.id) ?? [],
      accounts: accounts.get(row.id) ?? [],
    })),
    total,
  };
}
