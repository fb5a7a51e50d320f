import { and, asc, desc, eq, exists, inArray, isNull, not, or, type SQL, sql } from "drizzle-orm";
import type { PeopleListing } from "@/domain/input/listings";
import { type Paged, pageSize } from "@/domain/listings";
import { type Login, loginInWords } from "@/domain/people";
import type { Kind } from "@/domain/seats";
import { services } from "@/domain/services";
import type { Reader } from "../client";
import { holds } from "../patterns";
import { accounts, accountUsers, formerLogins, owners, type User, users } from "../schema";
import { idArray } from "./seats";

export const byName = [asc(sql`lower(${users.name})`), asc(users.id)];

export async function findUser(db: Reader, id: number): Promise<User | undefined> {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  return user;
}

/** Whose name, login, former login or e-mail contains this, or whom a git host knows by it. Each through its index. */
export function isCalled(db: Reader, text: string): SQL {
  const named = db.select({ id: users.id }).from(users).where(holds(users.name, text));
  const withLogin = db
    .select({ id: owners.userId })
    .from(owners)
    .where(
      or(
        holds(owners.login, text),
        holds(owners.email, text),
        sql`lower(${owners.verifiedEmail}) = lower(${text})`,
        and(inArray(owners.service, services), eq(owners.serviceId, text)),
      ),
    );
  const onceCalled = db
    .select({ id: owners.userId })
    .from(formerLogins)
    .innerJoin(owners, eq(owners.id, formerLogins.ownerId))
    .where(holds(formerLogins.login, text));
  return inArray(users.id, named.union(withLogin).union(onceCalled));
}

/** The logins of each of these people, as they are shown. */
export async function listLogins(db: Reader, userIds: readonly number[]): Promise<Map<number, string[]>> {
  const rows = await db
    .select({
      userId: sql<number>`user_id`.mapWith(Number),
      logins: sql<Login[]>`json_agg(json_build_object(
        'login', login, 'serviceId', service_id, 'formerLogin', former_login
      ) order by lower(login), id)`,
    })
    .from(sql`(
      select o.id, o.user_id, o.login, o.service_id, (
        select former.login from former_logins former
        where former.owner_id = o.id
        order by former.until desc, former.id desc
        limit 1
      ) as former_login
      from owners o
      where o.user_id = any(${idArray(userIds)})
    ) as named`)
    .groupBy(sql`user_id`);
  return new Map(rows.map(({ userId, logins }) => [userId, logins.map(loginInWords)]));
}

/** An organization a person is a member of, and how many memberships their logins have there. */
export type PersonOrganization = { id: number; login: string; active: number; inactive: number };

/** The organizations of each of these people, by login; those of one account when it is given. */
export async function listOrganizationsOfPeople(
  db: Reader,
  userIds: readonly number[],
  accountId?: string,
): Promise<Map<number, PersonOrganization[]>> {
  const inAccount = accountId === undefined ? sql`true` : sql`org.account_id = ${accountId}`;
  const rows = await db
    .select({
      userId: sql<number>`user_id`.mapWith(Number),
      organizations: sql<PersonOrganization[]>`json_agg(json_build_object(
        'id', id, 'login', login, 'active', active, 'inactive', inactive
      ) order by lower(login), id)`,
    })
    .from(sql`(
      select o.user_id, org.id, org.login,
        count(*) filter (where m.is_activated) as active,
        count(*) filter (where not m.is_activated) as inactive
      from owners o
      join memberships m on m.owner_id = o.id
      join organizations org on org.id = m.organization_id
      where o.user_id = any(${idArray(userIds)}) and ${inAccount}
      group by o.user_id, org.id
    ) as joined`)
    .groupBy(sql`user_id`);
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

/** `accounts`: those in which they are an account user. */
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

/** Everyone known, but rows that turned out to be another person's. What the rows show is read for the page alone. */
export async function listPeople(db: Reader, listing: PeopleListing): Promise<Paged<PersonRow>> {
  const direction = listing.direction === "asc" ? asc : desc;
  const matches = and(
    isNull(users.mergedIntoId),
    listing.q ? isCalled(db, listing.q) : undefined,
    withStatus(db, listing.status),
  );
  // The ids alone, so that a page deep in the list is a walk of an index.
  const page = await db
    .select({ id: users.id })
    .from(users)
    .where(matches)
    .orderBy(direction(users.nameKey), direction(users.id))
    .limit(pageSize)
    .offset((listing.page - 1) * pageSize);
  const ids = page.map(({ id }) => id);
  const rows = await db
    .select({ id: users.id, name: users.name, kind: users.kind })
    .from(users)
    .where(sql`${users.id} = any(${idArray(ids)})`)
    .orderBy(direction(users.nameKey), direction(users.id));
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
    total: await db.$count(users, matches),
  };
}
