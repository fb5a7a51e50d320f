import { inArray } from "drizzle-orm";
import { accountInWords, type Found, reasonInWords, type SearchHit } from "@/domain/search";
import { serviceNames } from "@/domain/services";
import type { Reader } from "../client";
import { accounts, users } from "../schema";
import { listOrganizationsById } from "./organizations";
import { listLogins } from "./people";

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
    href: `/accounts/${id}`,
  }));
}

export async function listOrganizationHits(db: Reader, found: readonly Found[]): Promise<SearchHit[]> {
  const rows = await listOrganizationsById(
    db,
    found.map(({ id }) => Number(id)),
  );
  return inFoundOrder(found, byId(rows), ({ id, login, service, accountId, accountName }, reason) => ({
    kind: "organization",
    id: String(id),
    name: login,
    detail: `${serviceNames[service]}, in ${accountName ?? "no account"}`,
    reason,
    href: `${accountId === null ? "" : `/accounts/${accountId}`}/organizations?${new URLSearchParams({ q: login })}`,
  }));
}

export async function listPersonHits(db: Reader, found: readonly Found[]): Promise<SearchHit[]> {
  const ids = found.map(({ id }) => Number(id));
  const rows = await db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
  const logins = await listLogins(db, ids);
  return inFoundOrder(found, byId(rows), ({ id, name }, reason) => ({
    kind: "person",
    id: String(id),
    name,
    detail: (logins.get(id) ?? []).filter((login) => login !== name).join(", "),
    reason,
    href: `/people/${id}`,
  }));
}
