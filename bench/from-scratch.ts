import { type SQL, sql } from "drizzle-orm";

/** Each is one `number`, from memberships and logins alone: what the console would ask if it stored no number. */

const takers = (where: SQL) => sql`
  select org.account_id, o.user_id, count(distinct org.id) as organizations
  from organizations org
  join memberships m on m.organization_id = org.id and m.is_activated
  join owners o on o.id = m.owner_id
  join users u on u.id = o.user_id and u.kind = 'seat'
  where ${where}
  group by org.account_id, o.user_id`;

export const seatsOfAll = sql`select count(*) as number from (${takers(sql`org.account_id is not null`)}) as taken`;

export const seatsOf = (accountId: string) =>
  sql`select count(*) as number from (${takers(sql`org.account_id = ${accountId}`)}) as taken`;

export const seatsWith = (accountId: string, organizationId: number) => sql`
  select count(distinct user_id) as number from (${takers(sql`org.account_id = ${accountId} or org.id = ${organizationId}`)}) as taken`;

export const seatsWithout = (accountId: string, organizationId: number) => sql`
  select count(*) as number from (${takers(sql`org.account_id = ${accountId} and org.id <> ${organizationId}`)}) as taken`;

export const combinationsOf = (accountId: string) => sql`
  select count(*) as number from (
    select organizations from (
      select o.user_id, array_agg(distinct org.id order by org.id) as organizations
      from organizations org
      join memberships m on m.organization_id = org.id and m.is_activated
      join owners o on o.id = m.owner_id
      join users u on u.id = o.user_id and u.kind = 'seat'
      where org.account_id = ${accountId}
      group by o.user_id
    ) as people
    group by organizations
  ) as combinations`;

export const membersOf = (accountId: string) => sql`
  select count(distinct o.user_id) as number
  from organizations org
  join memberships m on m.organization_id = org.id
  join owners o on o.id = m.owner_id
  where org.account_id = ${accountId}`;

export const activatedOf = (accountId: string) => sql`
  select count(*) as number from (
    select distinct m.organization_id, o.user_id
    from organizations org
    join memberships m on m.organization_id = org.id and m.is_activated
    join owners o on o.id = m.owner_id
    where org.account_id = ${accountId}
  ) as people`;

export const everybody = sql`select count(*) as number from (select user_id from owners group by user_id) as people`;

/** The unattached organizations that share people with an account, best first; service logins are no evidence. */
export const suggestionsFor = (accountId: string) => sql`
  select count(*) as number from (
    select org.id, count(distinct o.user_id) as shared
    from (
      select distinct o.user_id
      from organizations org
      join memberships m on m.organization_id = org.id
      join owners o on o.id = m.owner_id
      where org.account_id = ${accountId}
    ) here
    join owners o on o.user_id = here.user_id
    join memberships m on m.owner_id = o.id
    join organizations org on org.id = m.organization_id and org.account_id is null
    group by org.id
    order by shared desc
  ) as suggested`;

export const namedLike = (text: string) => sql`
  select count(*) as number from users u
  where u.name ilike ${`%${text}%`}
    or exists (select from owners o where o.user_id = u.id and (o.login ilike ${`%${text}%`} or o.email ilike ${`%${text}%`}))`;
