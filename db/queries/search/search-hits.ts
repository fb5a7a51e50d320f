import { inArray, sql } from "drizzle-orm";
import { addresses } from "@/domain/addresses";
import { accountInWords, type Found, reasonInWords, type SearchHit } from "@/domain/search";
import { serviceNames } from "@/domain/services";
import type { Reader } from "../../executor";
import { number, readRows, text } from "../../rows";
import { accounts } from "../../schema/accounts";
import { listOrganizationsById } from "../organizations";
import { listLogins } from "../people";
import { idArray } from "../seats";

/** In the order in which they were found. */
function inFoundOrder<Row>(
  found: readonly Found[],
  rows: ReadonlyMap<string, Row>,
  hitOf: (row: Row, reason: string | null) => SearchHit,
): SearchHit[] {
  return found.flatMap((match) => {
    const row = rows.get(match.id);
    return row ? [hitOf(row, reasonInWords(match))] : [];
  });
}

const byId = <Row extends { id: string | number }>(rows: Row[]) => new Map(rows.map((row) => [String(row.id), row]));

export async function listAccountHits(db: Reader, found: readonly Found[]): Promise<SearchHit[]> {
  const ids = found.map(({ id }) => id);
  const rows = await db.select().from(accounts).where(inArray(accounts.id, ids));
  return inFoundOrder(found, byId(rows), ({ id, name, ...account }, reason) => ({
    kind: "account",
    id,
    name,
    detail: accountInWords(account),
    reason,
    href: addresses.account(id).overview,
  }));
}

export async function listOrganizationHits(db: Reader, found: readonly Found[]): Promise<SearchHit[]> {
  const rows = await listOrganizationsById(
    db,
    found.map(({ id }) => Number(id)),
  );
  return inFoundOrder(found, byId(rows), ({ id, login, service, accountName }, reason) => ({
    kind: "organization",
    id: String(id),
    name: login,
    detail: `${serviceNames[service]}, in ${accountName ?? "no account"}`,
    reason,
    href: addresses.organization(id),
  }));
}

/** Merged records lead to the person they became, through any number of merges. */
async function listPeopleNow(db: Reader, ids: readonly number[]): Promise<Map<string, { id: number; name: string }>> {
  const query = sql`
    with recursive became as (
      select id as found_id, id, name, merged_into_id from users where id = any(${idArray(ids)})
      union all
      select found_id, u.id, u.name, u.merged_into_id from became join users u on u.id = became.merged_into_id
    )
    select found_id::text, id, name from became where merged_into_id is null`;
  const rows = await readRows(db, { foundId: text, id: number, name: text }, query);
  return new Map(rows.map(({ foundId, ...person }) => [foundId, person]));
}

export async function listPersonHits(db: Reader, found: readonly Found[]): Promise<SearchHit[]> {
  const people = await listPeopleNow(
    db,
    found.map(({ id }) => Number(id)),
  );
  const logins = await listLogins(
    db,
    [...people.values()].map(({ id }) => id),
  );
  const hits = inFoundOrder(found, people, ({ id, name }, reason) => ({
    kind: "person",
    id: String(id),
    name,
    detail: (logins.get(id) ?? []).filter((login) => login !== name).join(", "),
    reason,
    href: addresses.person(id),
  }));
  return hits.filter(({ id }, place) => hits.findIndex((hit) => hit.id === id) === place);
}
