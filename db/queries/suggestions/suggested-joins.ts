import { type SQL, sql } from "drizzle-orm";
import type { EvidenceKind } from "@/domain/evidence";
import { type JoinEvidence, joinEvidences, mostLoginsSharing } from "@/domain/joins";
import { type Paged, pageSize } from "@/domain/listings";
import type { Reader, Tx } from "../../executor";
import { boolean, json, listOf, number, oneOf, orNull, readRow, readRows, text } from "../../rows";
import { idArray } from "../seats";

/** One person's suggestions, or everyone's. */
type Scope = number | "everybody";

const within = (scope: Scope, theirs: SQL, everybody: SQL): SQL => (scope === "everybody" ? everybody : theirs);

/** Pairs of logins with the same evidence, in any organizations, except values that too many share. */
function sharing(scope: Scope): SQL {
  const values = within(
    scope,
    sql`select distinct e.kind, e.key from evidence e join owners o on o.id = e.owner_id where o.user_id = ${scope}`,
    sql`
      select e.kind, e.key from evidence e
      group by e.kind, e.key having count(distinct e.owner_id) between 2 and ${mostLoginsSharing}`,
  );
  return sql`
    select one.id as one_id, other.id as other_id, shared.kind::text::join_evidence as evidence
    from (${values}) as shared
    cross join lateral (${sharersOf(sql`shared.kind`, sql`shared.key`)}) as sharers
    join owners one on one.id = any(sharers.ids)
    join owners other on other.id = any(sharers.ids) and other.user_id <> one.user_id and other.id > one.id
    where cardinality(sharers.ids) <= ${mostLoginsSharing}`;
}

/** The logins with this evidence. If there are too many, one more than may share it. */
function sharersOf(kind: SQL, key: SQL): SQL {
  return sql`
    select array_agg(owner_id) as ids
    from (
      select distinct e.owner_id from evidence e
      where e.kind = ${kind} and e.key = ${key} limit ${mostLoginsSharing + 1}
    ) as few`;
}

/** A login without a known id, and a login that used to have that name. */
function formerLogins(scope: Scope): SQL {
  const names = within(
    scope,
    sql`
      select lower(o.login) as name from owners o
      where o.user_id = ${scope} and o.login is not null and o.service_id is null
      union
      select lower(f.login) from former_logins f join owners o on o.id = f.owner_id where o.user_id = ${scope}`,
    sql`select distinct lower(login) as name from former_logins`,
  );
  return sql`
    select least(now_so.id, once_so.id), greatest(now_so.id, once_so.id), 'former_login'::join_evidence
    from (${names}) as named
    cross join lateral (
      select array_agg(owner_id) as ids
      from (
        select distinct f.owner_id from former_logins f where lower(f.login) = named.name limit ${mostLoginsSharing + 1}
      ) as few
    ) as holders
    join owners once_so on once_so.id = any(holders.ids)
    join owners now_so on now_so.service = once_so.service and lower(now_so.login) = named.name
    where cardinality(holders.ids) <= ${mostLoginsSharing}
      and now_so.service_id is null and now_so.user_id <> once_so.user_id`;
}

/** A login that belonged to someone who kept other logins, and each of those logins. */
function sameOwners(scope: Scope): SQL {
  return sql`
    select least(one.id, other.id), greatest(one.id, other.id), 'same_owner'::join_evidence
    from owners one
    join owners other on other.user_id = one.joined_from_user_id
    where one.user_id <> other.user_id
      and ${within(scope, sql`(one.user_id = ${scope} or one.joined_from_user_id = ${scope})`, sql`true`)}`;
}

/**
 * The only SQL text that says which logins of different people may belong to one person, and why. It includes rejected
 * pairs, marked as such. A merged record has no logins and therefore no suggestions.
 */
function evidencePairs(scope: Scope): SQL {
  return sql`
    select pair.one_id, pair.other_id, array_agg(distinct pair.evidence) as evidence,
      exists (
        select from rejected_joins r where r.one_owner_id = pair.one_id and r.other_owner_id = pair.other_id
      ) as is_rejected
    from (
      ${sharing(scope)}
      union all
      ${formerLogins(scope)}
      union all
      ${sameOwners(scope)}
    ) as pair (one_id, other_id, evidence)
    ${within(
      scope,
      sql`
      join owners one on one.id = pair.one_id
      join owners other on other.id = pair.other_id
      where ${scope} in (one.user_id, other.user_id)`,
      sql``,
    )}
    group by pair.one_id, pair.other_id`;
}

export type PairOfLogins = {
  userIds: [number, number];
  ownerIds: [number, number];
  evidence: JoinEvidence[];
  verifiedEmail: string | null;
  samlNameId: string | null;
  isRejected: boolean;
};

/** The evidence, right now, that a person's logins and other logins belong to one person, including rejected pairs. */
export async function listEvidenceOf(db: Reader, userId: number): Promise<PairOfLogins[]> {
  const query = sql`
    select ${pairColumns}, found.is_rejected
    from (${evidencePairs(userId)}) as found
    join owners one on one.id = found.one_id
    join owners other on other.id = found.other_id
    order by found.one_id, found.other_id`;
  return readRows(db, pairOfLogins, query);
}

const pairOfLogins = {
  userIds: json<[number, number]>(),
  ownerIds: json<[number, number]>(),
  evidence: listOf(oneOf(joinEvidences)),
  verifiedEmail: orNull(text),
  samlNameId: orNull(text),
  isRejected: boolean,
};

const sharedValue = (kind: EvidenceKind) => sql`(
  select min(mine.value) from evidence mine
  where mine.owner_id = one.id and mine.kind = ${kind} and exists (
    select from evidence theirs
    where theirs.owner_id = other.id and theirs.kind = mine.kind and theirs.key = mine.key
  )
)`;

/** The older record comes first, and the logins are in the same order as their people. */
const pairColumns = sql`
  json_build_array(least(one.user_id, other.user_id), greatest(one.user_id, other.user_id)) as user_ids,
  case
    when one.user_id < other.user_id then json_build_array(one.id, other.id)
    else json_build_array(other.id, one.id)
  end as owner_ids,
  to_json(found.evidence) as evidence,
  ${sharedValue("verified_email")} as verified_email, ${sharedValue("saml_name_id")} as saml_name_id`;

/** Values of a person's logins that too many logins share to be evidence. */
export async function listValuesOfMany(db: Reader, userId: number): Promise<string[]> {
  const query = sql`
    select distinct mine.key as value
    from owners o
    join evidence mine on mine.owner_id = o.id
    cross join lateral (${sharersOf(sql`mine.kind`, sql`mine.key`)}) as sharers
    where o.user_id = ${userId} and cardinality(sharers.ids) > ${mostLoginsSharing}
    order by mine.key`;
  const rows = await readRows(db, { value: text }, query);
  return rows.map(({ value }) => value);
}

/** Two people who may be one: the older record first. */
export type PairOfPeople = [number, number];

const stillSuggested = sql`(
  select s.*, least(one.user_id, other.user_id) as older_id, greatest(one.user_id, other.user_id) as newer_id
  from suggested_joins s
  join owners one on one.id = s.one_owner_id
  join owners other on other.id = s.other_owner_id and other.user_id <> one.user_id
  where not exists (
    select from rejected_joins r where r.one_owner_id = s.one_owner_id and r.other_owner_id = s.other_owner_id
  )
) as suggested`;

/**
 * What still holds of the last refresh, without people joined or kept apart since. Pairs that free the most seats come
 * first.
 */
export async function listSuggestedPeople(db: Reader, page: number): Promise<Paged<PairOfPeople>> {
  const freed = sql`case
    when older.kind = 'bot' or newer.kind = 'bot' then 0
    when older.kind = 'student' or newer.kind = 'student' then (
      select count(*) from account_users a where a.user_id in (older_id, newer_id) and a.kind = 'seat'
    )
    else (
      select count(*) from account_users a join account_users b on b.account_id = a.account_id
      where a.user_id = older_id and b.user_id = newer_id
    )
  end`;
  const query = sql`
    select json_build_array(older_id, newer_id) as people
    from (select distinct older_id, newer_id from ${stillSuggested}) as pairs
    join users older on older.id = older_id
    join users newer on newer.id = newer_id
    order by ${freed} desc, older_id, newer_id
    limit ${pageSize} offset ${(page - 1) * pageSize}`;
  const rows = await readRows(db, { people: json<PairOfPeople>() }, query);
  return { rows: rows.map(({ people }) => people), total: await countSuggestedPeople(db) };
}

export async function countSuggestedPeople(db: Reader): Promise<number> {
  const { total } = await readRow(
    db,
    { total: number },
    sql`select count(distinct (older_id, newer_id)) as total from ${stillSuggested}`,
  );
  return total;
}

/** What the last refresh found for these pairs of people. */
export async function listSuggestedLogins(db: Reader, pairs: readonly PairOfPeople[]): Promise<PairOfLogins[]> {
  const [ones, others] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  const query = sql`
    select ${pairColumns}, false as is_rejected
    from unnest(${idArray(ones)}, ${idArray(others)}) as shown (one_id, other_id)
    join owners one on one.user_id = shown.one_id
    join owners other on other.user_id = shown.other_id
    join suggested_joins found
      on found.one_owner_id = least(one.id, other.id) and found.other_owner_id = greatest(one.id, other.id)
    order by found.one_owner_id, found.other_owner_id`;
  return readRows(db, pairOfLogins, query);
}

/** Replaces the suggestions. The refresh of all suggestions calls it. */
export async function replaceSuggestedJoins(tx: Tx): Promise<void> {
  await tx.execute(sql`delete from suggested_joins`);
  // Locked, a login either exists or is gone. A login that an import joins with another meanwhile is skipped.
  await tx.execute(sql`
    insert into suggested_joins (one_owner_id, other_owner_id, evidence)
    select found.one_id, found.other_id, found.evidence
    from (${evidencePairs("everybody")}) as found
    join owners one on one.id = found.one_id
    join owners other on other.id = found.other_id
    where not found.is_rejected
    for key share of one, other
    on conflict (one_owner_id, other_owner_id) do update set evidence = excluded.evidence`);
}
