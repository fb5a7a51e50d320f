import { isNull, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { DomainError } from "@/domain/errors";
import { StartOver } from "./errors";
import type { Reader, Tx } from "./executor";
import { accountIdArray, idArray } from "./queries/seats";
import { accounts } from "./schema/accounts";
import { webhooks } from "./schema/alerts";
import { imports } from "./schema/imports";
import { organizations } from "./schema/organizations";
import { users } from "./schema/people";
import { plans } from "./schema/plans";
import { staff } from "./schema/staff";

/** What a change reads, and what must not change until it is done. */
export type Held = {
  imports?: readonly number[];
  /** No member joins or leaves them, and their account stays. */
  organizations?: readonly number[];
  /** Changes to their seats happen one after another. */
  accounts?: readonly string[];
  /** People to whom the change writes, as ids or as a query. */
  changedPeople?: readonly number[] | SQL;
  /** A query of people who stay as they are. No one becomes a student meanwhile. */
  people?: SQL;
  /** They keep their price. */
  plans?: readonly string[];
  /** No account gets or loses these plans. */
  changedPlans?: readonly string[];
  /** The whole staff list, so that two changes at once cannot both remove "the other" admin. */
  staff?: true;
  webhooks?: readonly string[];
};

/**
 * Takes every lock of a change in the same order as all other changes, and each kind by ascending id, so that no two
 * changes wait for each other. What a change holds can depend on rows that changed before they were held. So `ask` runs
 * again under lock, and the change starts over if it asks for more.
 */
export async function hold(tx: Tx, ask: (db: Reader) => Held | Promise<Held>): Promise<Held> {
  const held = await ask(tx);
  await lockAll(tx, held);
  if (!isPartOf(await ask(tx), held)) throw new StartOver();
  return held;
}

async function lockAll(tx: Tx, held: Held): Promise<void> {
  await lockIds(tx, imports, held.imports, "update", "This import no longer exists.");
  // These locks are not shared, because an attach would wait for as long as others keep activating.
  await lockIds(tx, organizations, held.organizations, "no key update", "One of these organizations no longer exists.");
  await lockIds(tx, accounts, held.accounts, "no key update", "This account no longer exists.");
  await lockChangedPeople(tx, held.changedPeople);
  if (held.people) await lock(tx, users, sql`id in (${held.people})`, "share");
  await lockPlans(tx, held.plans, "share");
  await lockPlans(tx, held.changedPlans, "update");
  if (held.staff) await lock(tx, staff, isNull(staff.removedAt), "update");
  await lockIds(tx, webhooks, held.webhooks, "update", "This webhook does not exist.");
}

type Strength = "share" | "no key update" | "update";

async function lock(tx: Tx, table: PgTable, which: SQL, strength: Strength, key = "id"): Promise<number> {
  const rows = await tx.execute(
    sql`select from ${table} where ${which} order by ${sql.identifier(key)} for ${sql.raw(strength)}`,
  );
  return rows.length;
}

async function lockIds(
  tx: Tx,
  table: PgTable,
  ids: readonly number[] | readonly string[] = [],
  strength: Strength,
  missing: string,
): Promise<void> {
  if (ids.length === 0) return;
  const which = sql`id = any(${isNumbers(ids) ? idArray(ids) : accountIdArray(ids)})`;
  const locked = await lock(tx, table, which, strength);
  if (locked < new Set<string | number>(ids).size) throw new DomainError("not_found", missing);
}

const isNumbers = (ids: readonly number[] | readonly string[]): ids is readonly number[] => typeof ids[0] === "number";
const isIds = (people: readonly number[] | SQL): people is readonly number[] => Array.isArray(people);

async function lockChangedPeople(tx: Tx, people: readonly number[] | SQL = []): Promise<void> {
  if (isIds(people)) return lockIds(tx, users, people, "no key update", "This person no longer exists.");
  await lock(tx, users, sql`id in (${people})`, "no key update");
}

async function lockPlans(tx: Tx, names: readonly string[] = [], strength: Strength): Promise<void> {
  if (names.length > 0) await lock(tx, plans, sql`name = any(${accountIdArray(names)})`, strength, "name");
}

/** A query of people is not compared, because it depends on organizations and accounts, which are already held. */
function isPartOf(now: Held, held: Held): boolean {
  const kinds = ["imports", "organizations", "accounts", "changedPeople", "plans", "changedPlans", "webhooks"] as const;
  return kinds.every((kind) => {
    const before = new Set<string | number>(idsOf(held[kind]));
    return idsOf(now[kind]).every((id) => before.has(id));
  });
}

function idsOf(ids: readonly number[] | readonly string[] | SQL = []): readonly (number | string)[] {
  return Array.isArray(ids) ? ids : [];
}
