import { and, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { EvidencePair, JoinAccount, JoinPerson } from "@/domain/joins";
import { type Login, loginInWords } from "@/domain/people";
import type { Reader, Tx } from "../executor";
import { listOf, number, orNull, readRows, text, time } from "../rows";
import { users } from "../schema/people";
import { updatePeople } from "./people-facts";
import { idArray, peopleById, updateLedger } from "./seats";
import { listEvidenceOf, type PairOfLogins } from "./suggestions/suggested-joins";

/** People by id, without merged records. */
export async function listJoinPeople(db: Reader, userIds: readonly number[]): Promise<Map<number, JoinPerson>> {
  const rows = await db
    .select({
      id: users.id,
      name: users.name,
      logins: sql<(Login & JoinPerson["logins"][number])[]>`(
        select coalesce(json_agg(json_build_object(
          'id', o.id, 'login', o.login, 'serviceId', o.service_id,
          'student', json_build_object('isSet', o.is_student), 'bot', json_build_object('isSet', o.is_bot),
          'formerLogin', (
            select f.login from former_logins f where f.owner_id = o.id order by f.until desc, f.id desc limit 1
          )
        ) order by lower(o.login), o.id), '[]')
        from owners o where o.user_id = users.id
      )`,
    })
    .from(users)
    .where(and(inArray(users.id, [...userIds]), isNull(users.mergedIntoId)));
  const people = rows.map(({ id, name, logins }) => ({
    id,
    name,
    logins: logins.map((login) => ({
      id: login.id,
      name: loginInWords(login),
      student: login.student,
      bot: login.bot,
    })),
  }));
  return new Map(people.map((person) => [person.id, person]));
}

/** Every account in which any of these people is activated, with the logins. */
export async function listJoinAccounts(db: Reader, userIds: readonly number[]): Promise<JoinAccount[]> {
  return readRows(
    db,
    {
      id: text,
      name: text,
      planSeatCount: number,
      freeSeatCount: number,
      used: number,
      students: number,
      bots: number,
      activeLoginIds: listOf(number),
    },
    sql`
      select a.id, a.name, a.plan_seat_count, a.free_seat_count, a.used_seat_count as used, a.student_count as students,
        a.bot_count as bots, array_agg(distinct o.id) as active_login_ids
      from owners o
      join memberships m on m.owner_id = o.id and m.is_activated
      join organizations org on org.id = m.organization_id
      join accounts a on a.id = org.account_id
      where o.user_id = any(${idArray(userIds)})
      group by a.id
      order by lower(a.name), a.id`,
  );
}

/** A pair of logins, with the names of its logins. */
export function namedPair({ ownerIds, ...pair }: PairOfLogins, people: ReadonlyMap<number, JoinPerson>): EvidencePair {
  const nameOf = (place: 0 | 1) =>
    people.get(pair.userIds[place])?.logins.find(({ id }) => id === ownerIds[place])?.name ??
    `login ${ownerIds[place]}`;
  const { evidence, verifiedEmail, samlNameId } = pair;
  return { one: nameOf(0), other: nameOf(1), evidence, verifiedEmail, samlNameId };
}

export type JoinFacts = { people: [JoinPerson, JoinPerson]; accounts: JoinAccount[]; evidence: EvidencePair[] };

/** Undefined if either person does not exist. Staff can join people whom they kept apart before. */
export async function findJoinFacts(db: Reader, one: number, other: number): Promise<JoinFacts | undefined> {
  const people = await listJoinPeople(db, [one, other]);
  const [first, second] = [people.get(one), people.get(other)];
  if (!first || !second) return undefined;
  const pairs = (await listEvidenceOf(db, one)).filter(({ userIds }) => userIds.includes(other));
  return {
    people: [first, second],
    accounts: await listJoinAccounts(db, [one, other]),
    evidence: one === other ? [] : pairs.map((pair) => namedPair(pair, people)),
  };
}

/** Every organization that these people are a member of, and its account. */
export async function listPlacesOf(
  db: Reader,
  userIds: readonly number[],
): Promise<{ organizations: number[]; accounts: string[] }> {
  const query = sql`
    select distinct org.id, org.account_id
    from owners o
    join memberships m on m.owner_id = o.id
    join organizations org on org.id = m.organization_id
    where o.user_id = any(${idArray(userIds)})
    order by org.id`;
  const rows = await readRows(db, { id: number, accountId: orNull(text) }, query);
  const accounts = new Set(rows.flatMap(({ accountId }) => accountId ?? []));
  return { organizations: rows.map(({ id }) => id), accounts: [...accounts] };
}

/** Every record merged into this one, directly or through others. */
export const recordsMergedInto = (userId: number): SQL => sql`
  with recursive merged as (
    select id from users where merged_into_id = ${userId}
    union all
    select u.id from users u join merged on u.merged_into_id = merged.id
  )
  select id from merged`;

/**
 * Gives every login of one person to another. Each login remembers whose it was. The person left without logins becomes
 * a merged record.
 */
export async function mergePerson(tx: Tx, goingId: number, stayingId: number): Promise<void> {
  // Logins that the other person once got from the one who stays are simply theirs again.
  await tx.execute(sql`
    update owners set joined_from_user_id = null
    where user_id = ${stayingId}
      and (joined_from_user_id = ${goingId} or joined_from_user_id in (${recordsMergedInto(goingId)}))`);
  await tx.execute(sql`
    update owners set
      joined_from_user_id = case
        when joined_from_user_id in (${recordsMergedInto(goingId)}) then joined_from_user_id else ${goingId}
      end,
      user_id = ${stayingId}
    where user_id = ${goingId}`);
  await tx.execute(sql`update users set merged_into_id = ${stayingId} where id = ${goingId}`);
  await tx.execute(sql`
    delete from rejected_joins r
    using owners one, owners other
    where one.id = r.one_owner_id and other.id = r.other_owner_id
      and one.user_id = ${stayingId} and other.user_id = ${stayingId}`);
}

/** Makes people and seats follow the logins: names, marks, and the ledger of these accounts. */
export async function followLogins(tx: Tx, userIds: readonly number[], accountIds: readonly string[]): Promise<void> {
  await updatePeople(tx, peopleById(userIds));
  await updateLedger(tx, accountIds, peopleById(userIds));
}

/** Keeps every login of one person apart from every login of the other, through imports and refreshes. */
export async function insertRejectedJoins(tx: Tx, one: number, other: number): Promise<number> {
  const made = await tx.execute(sql`
    insert into rejected_joins (one_owner_id, other_owner_id)
    select least(a.id, b.id) as one_owner_id, greatest(a.id, b.id) as other_owner_id
    from owners a join owners b on b.user_id = ${other}
    where a.user_id = ${one}
    order by 1, 2
    on conflict do nothing
    returning one_owner_id`);
  return made.length;
}

/** The people whom staff keep apart from this one, the latest first. */
export async function listKeptApart(db: Reader, userId: number): Promise<{ userId: number; since: Date }[]> {
  const query = sql`
    select other.user_id, max(r.created_at) as since
    from owners own
    join rejected_joins r on own.id in (r.one_owner_id, r.other_owner_id)
    join owners other
      on other.id in (r.one_owner_id, r.other_owner_id) and other.id <> own.id and other.user_id <> ${userId}
    where own.user_id = ${userId}
    group by other.user_id
    order by since desc, other.user_id`;
  return readRows(db, { userId: number, since: time }, query);
}
