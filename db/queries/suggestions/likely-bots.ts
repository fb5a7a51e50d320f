import { asc, eq, sql } from "drizzle-orm";
import { type Paged, pageSize } from "@/domain/listings";
import type { Kind } from "@/domain/seats";
import type { Service } from "@/domain/services";
import type { Reader } from "../../executor";
import { mayBeBot, owners, users } from "../../schema/people";
import { idArray } from "../seats";

export type LikelyBot = {
  id: number;
  login: string;
  service: Service;
  person: { id: number; name: string; kind: Kind };
  /** The person's other logins that are not bots. While there is one, the person is not a bot. */
  otherHumanLogins: number;
  /** The first few organizations of this login, and their number. */
  organizations: string[];
  organizationCount: number;
  /** The accounts in which the person is an account user. */
  accounts: { id: string; name: string }[];
};

const fewOrganizations = 4;

/**
 * Logins that look like a bot's and that no one has marked (S4), by login. What the rows show is read only for the
 * page.
 */
export async function listLikelyBots(db: Reader, page: number): Promise<Paged<LikelyBot>> {
  const found = await db
    .select({ id: owners.id })
    .from(owners)
    .where(mayBeBot)
    .orderBy(asc(sql`lower(${owners.login})`), asc(owners.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);

  const rows = await db
    .select({
      id: owners.id,
      login: sql<string>`${owners.login}`,
      service: owners.service,
      person: { id: users.id, name: users.name, kind: users.kind },
      otherHumanLogins: sql<number>`(
        select count(*) from owners other
        where other.user_id = ${owners.userId} and other.id <> ${owners.id} and not other.is_bot)`,
      organizations: sql<string[]>`array(
        select org.login from memberships m join organizations org on org.id = m.organization_id
        where m.owner_id = ${owners.id} order by lower(org.login), org.id limit ${fewOrganizations})`,
      organizationCount: sql<number>`(select count(*) from memberships m where m.owner_id = ${owners.id})`,
      accounts: sql<LikelyBot["accounts"]>`(
        select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) order by lower(a.name), a.id), '[]')
        from account_users here join accounts a on a.id = here.account_id
        where here.user_id = ${owners.userId})`,
    })
    .from(owners)
    .innerJoin(users, eq(users.id, owners.userId))
    .where(sql`${owners.id} = any(${idArray(found.map(({ id }) => id))})`)
    .orderBy(asc(sql`lower(${owners.login})`), asc(owners.id));
  return { rows, total: await countLikelyBots(db) };
}

export async function countLikelyBots(db: Reader): Promise<number> {
  return db.$count(owners, mayBeBot);
}
