import { type SQL, sql } from "drizzle-orm";
import {
  type Found,
  hitLimit,
  inOrder,
  isFoundInside,
  listHrefOf,
  type MatchedBy,
  matchedBy,
  matchRanks,
  type SearchHit,
  type SearchKind,
  type SearchResult,
  searchKinds,
} from "@/domain/search";
import { services } from "@/domain/services";
import type { Reader } from "../../executor";
import { contains, startsWith } from "../../patterns";
import { oneOf, orNull, readRows, text } from "../../rows";
import { listAccountHits, listOrganizationHits, listPersonHits } from "./search-hits";
import { type ExactSource, places, type Source } from "./search-sources";

/** One more than is shown, so that the page knows that there are more. */
const enough = hitLimit + 1;

/**
 * How many texts that begin with the search are read, in the order of their index, where the exact text comes first.
 */
const fewest = 50;

/** A person may match by a name, an e-mail and many logins, but is one hit. */
const mostCompared = 300;

/** Few enough to read at no cost, and enough to hold `enough` of anything that thousands of rows contain. */
const sampledBlocks = 50;
const whole = () => sql``;
const sampleOf = (table: string) => sql`tablesample system ((
  select 100.0 * ${sampledBlocks}::int / greatest(relpages, ${sampledBlocks}::int) from pg_class where oid = ${table}::regclass
)) repeatable (0)`;

function startingIn({ by, id, text, from }: Source, searched: string): SQL {
  return sql`(
    select ${id}::text as id, ${by}::text as by, ${text} as text, null::service as service from ${from(sql``)}
    where lower(${text}) like lower(${startsWith(searched)}) order by lower(${text}) using ~<~ limit ${fewest}
  )`;
}

function exactIn({ by, id, text, from, where, service = sql`null::service` }: ExactSource, searched: string): SQL {
  return sql`(
    select ${id}::text, ${by}::text, ${text}, ${service} from ${from} where ${where(searched)}
  )`;
}

type Rows = (table: string) => SQL;

function containingIn({ by, id, text, table, from }: Source, searched: string, rows: Rows, isWanted: SQL): SQL {
  return sql`(
    select ${id}::text as id, ${by}::text as by, ${text} as text, null::service as service from ${from(rows(table))}
    where ${isWanted} and lower(${text}) like lower(${contains(searched)})
  )`;
}

/** Ids and addresses, which match only as a whole. */
const knownWhole: MatchedBy[] = ["verified_email", "id", "service_id", "stripe_customer", "stripe_subscription"];

const union = (queries: SQL[]) => sql.join(queries, sql` union all `);
const noWords = (text: SQL) => sql`' ' || translate(${text}, '-_.@[', '     ')`;

/**
 * The best hits of a kind. Texts that begin with the search come first. Only if there are too few, texts that contain
 * it follow: from the sample if there are thousands, otherwise all of them. So one letter costs as little as a rare
 * name.
 */
function bestOf(kind: SearchKind, searched: string): SQL {
  const { sources, exact } = places[kind];
  const isTooFew = (candidates: SQL) => sql`(select count(distinct id) from (${candidates}) as counted) < ${enough}`;
  const starting = [
    ...sources.map((source) => startingIn(source, searched)),
    ...exact.map((source) => exactIn(source, searched)),
  ];
  const isShort = isTooFew(sql`select id from starting`);
  const isStillShort = isTooFew(sql`select id from starting union all select id from sampled`);
  const inside = (rows: Rows, isWanted: SQL) =>
    isFoundInside(searched)
      ? union(sources.map((source) => containingIn(source, searched, rows, isWanted)))
      : sql`select * from starting where false`;

  return sql`(
    with starting as materialized (${union(starting)}),
    sampled as materialized (${inside(sampleOf, isShort)}),
    containing as materialized (${inside(whole, isStillShort)}),
    found as (
      select id, by, text, service, lower(text) as key
      from (select * from starting union all select * from sampled union all select * from containing) as candidates
    ),
    ranked as (
      select *, length(text) as length, case
        when by = any(${sql.param(knownWhole)}::text[]) or key = lower(${searched}) then ${matchRanks.whole}::int
        when starts_with(key, lower(${searched})) then ${matchRanks.start}::int
        when strpos(${noWords(sql`key`)}, ${noWords(sql`lower(${searched})`)}) > 0 then ${matchRanks.wordStart}::int
        else ${matchRanks.part}::int
      end as rank
      from found
      order by rank, length, key
      limit ${mostCompared}
    ),
    best as (
      select distinct on (id) * from ranked
      order by id, rank, array_position(${sql.param(matchedBy)}::text[], by), length
    )
    select ${kind}::text as kind, row_number() over (order by rank, length, key, length(id), id) as row,
      id, by, text, service, rank
    from best
    order by row
    limit ${enough}
  )`;
}

/** The best of each kind, one more than is shown. */
async function listBest(db: Reader, searched: string): Promise<(Found & { kind: SearchKind })[]> {
  return readRows(
    db,
    {
      kind: oneOf(searchKinds),
      id: text,
      by: oneOf(matchedBy),
      text,
      service: orNull(oneOf(services)),
      rank: oneOf(Object.values(matchRanks)),
    },
    sql`${union(searchKinds.map((kind) => bestOf(kind, searched)))} order by kind, row`,
  );
}

const hitsOf: Record<SearchKind, (db: Reader, found: readonly Found[]) => Promise<SearchHit[]>> = {
  account: listAccountHits,
  organization: listOrganizationHits,
  person: listPersonHits,
};

/** The best results of each kind for this text. An empty text finds nothing. */
export async function search(db: Reader, searched: string): Promise<SearchResult> {
  if (searched === "") return { text: searched, groups: [] };
  const best = await listBest(db, searched);
  const groups = [];
  for (const kind of searchKinds) {
    const found = best.filter((hit) => hit.kind === kind);
    if (!found[0]) continue;
    const hits = await hitsOf[kind](db, found.slice(0, hitLimit));
    const moreHref = found.length > hitLimit ? listHrefOf(kind, searched) : null;
    groups.push({ kind, hits, moreHref, rank: found[0].rank });
  }
  return { text: searched, groups: inOrder(groups) };
}
