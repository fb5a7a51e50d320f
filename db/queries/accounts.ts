import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { DomainError } from "@/domain/errors";
import type { AccountListing } from "@/domain/input/listings";
import { type AccountSeatFilter, fromNearerEnd, type Paged } from "@/domain/listings";
import { conflictOn } from "../errors";
import type { Reader, Tx } from "../executor";
import { holds } from "../patterns";
import { type Account, accounts } from "../schema/accounts";
import { plans } from "../schema/plans";

const nameIsFree = conflictOn("accounts_name_key", "Another account already has this name.", "name");

const total = sql<number>`(${accounts.planSeatCount} + ${accounts.freeSeatCount})`;
const people = sql<number>`(${accounts.usedSeatCount} + ${accounts.studentCount} + ${accounts.botCount})`;
const over = sql<number>`greatest(0, ${accounts.usedSeatCount} - ${total})`;
const doubleCounted = sql<number>`(${accounts.organizationSeatCount} - ${accounts.usedSeatCount})`;

const sortedBy: Record<AccountListing["sort"], SQL> = {
  name: sql`lower(${accounts.name})`,
  plan: sql`${accounts.plan}`,
  organizations: sql`${accounts.organizationCount}`,
  people,
  used: sql`${accounts.usedSeatCount}`,
  total,
  double_counted: doubleCounted,
  over,
};

const inStatus: Record<AccountListing["status"], SQL | undefined> = {
  active: eq(accounts.isActive, true),
  inactive: and(eq(accounts.isActive, false), isNull(accounts.closedAt)),
  closed: isNotNull(accounts.closedAt),
  all: undefined,
};

const withSeats: Record<AccountListing["seats"], SQL | undefined> = {
  any: undefined,
  over: sql`${over} > 0`,
  nearly_full: sql`${accounts.usedSeatCount} > 0 and ${accounts.usedSeatCount}::bigint * 10 >= ${total}::bigint * 9`,
  no_seats: sql`${total} = 0`,
  no_price: sql`${accounts.unitPriceCents} is null and not exists (
    select from ${plans} where ${plans.name} = ${accounts.plan} and ${plans.unitPriceCents} is not null
  )`,
};

function matching({ q, status, seats, plan }: AccountListing): SQL | undefined {
  return and(
    q ? or(holds(accounts.name, q), eq(accounts.id, q)) : undefined,
    inStatus[status],
    withSeats[seats],
    plan ? eq(accounts.plan, plan) : undefined,
  );
}

/** How many accounts of the listing each filter of seats has, and how many match in another status. */
export async function countBySeats(
  db: Reader,
  listing: AccountListing,
): Promise<{ bySeats: Record<AccountSeatFilter, number>; elsewhere: number }> {
  const every = matching({ ...listing, status: "all", seats: "any" });
  const inThis = inStatus[listing.status] ?? sql`true`;
  const countOf = (filter: AccountSeatFilter) =>
    sql<number>`count(*) filter (where ${inThis} and ${withSeats[filter] ?? sql`true`})`.mapWith(Number);
  const [counts] = await db
    .select({
      any: countOf("any"),
      over: countOf("over"),
      nearly_full: countOf("nearly_full"),
      no_seats: countOf("no_seats"),
      no_price: countOf("no_price"),
      elsewhere: sql<number>`count(*) filter (where not (${inThis}))`.mapWith(Number),
    })
    .from(accounts)
    .where(every);
  const { elsewhere, ...bySeats } = counts!;
  return { bySeats, elsewhere };
}

export async function findAccount(db: Reader, id: string): Promise<Account | undefined> {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, id));
  return account;
}

export async function getAccount(db: Reader, id: string): Promise<Account> {
  const account = await findAccount(db, id);
  if (!account) throw new DomainError("not_found", "This account no longer exists.");
  return account;
}

/** Finds an account by its id, or by its name as someone typed it. */
export async function getAccountNamed(db: Reader, text: string): Promise<Account> {
  const [account] = await db
    .select()
    .from(accounts)
    .where(or(eq(accounts.id, text), sql`lower(${accounts.name}) = lower(${text})`))
    .orderBy(desc(eq(accounts.id, text)))
    .limit(1);
  if (account) return account;
  const message = "No account has this name or id.";
  throw new DomainError("not_found", message, { account: [message] });
}

/** All rows of the listing if `isWhole`, for an export; otherwise its page, for which only ids are sorted. */
export async function listAccounts(
  db: Reader,
  listing: AccountListing,
  { isWhole = false } = {},
): Promise<Paged<Account>> {
  const matches = matching(listing);
  if (isWhole) {
    const rows = await db
      .select()
      .from(accounts)
      .where(matches)
      .orderBy(...inOrder(listing));
    return { rows, total: rows.length };
  }

  const total = await db.$count(accounts, matches);
  const { isTurned, limit, offset } = fromNearerEnd(listing.page, total);
  const page = db
    .select({ id: accounts.id })
    .from(accounts)
    .where(matches)
    .orderBy(...inOrder(listing, isTurned))
    .limit(limit)
    .offset(offset);
  const rows = await db
    .select()
    .from(accounts)
    .where(inArray(accounts.id, page))
    .orderBy(...inOrder(listing));
  return { rows, total };
}

function inOrder({ sort, direction }: AccountListing, isTurned = false): SQL[] {
  const [forwards, backwards] = isTurned ? [desc, asc] : [asc, desc];
  const byKey = direction === "asc" ? forwards : backwards;
  return [byKey(sortedBy[sort]), forwards(sql`lower(${accounts.name})`), forwards(accounts.id)];
}

/** The plans that accounts have, including plans that are no longer sold. */
export async function listPlansInUse(db: Reader): Promise<string[]> {
  const rows = await db.selectDistinct({ plan: accounts.plan }).from(accounts).orderBy(asc(accounts.plan));
  return rows.map(({ plan }) => plan);
}

export type AccountSums = Record<"organizations" | "people" | "used" | "total" | "doubleCounted" | "over", number>;

/** Sums over the whole listing. A person in two accounts counts in each. */
export async function sumAccounts(db: Reader, listing: AccountListing): Promise<AccountSums> {
  const sum = (number: SQL) => sql<number>`coalesce(sum(${number}), 0)`;
  const [sums] = await db
    .select({
      organizations: sum(sql`${accounts.organizationCount}`),
      people: sum(people),
      used: sum(sql`${accounts.usedSeatCount}`),
      total: sum(total),
      doubleCounted: sum(doubleCounted),
      over: sum(over),
    })
    .from(accounts)
    .where(matching(listing));
  return sums!;
}

export async function listAccountsById(db: Reader, ids: readonly string[]): Promise<Account[]> {
  return db
    .select()
    .from(accounts)
    .where(inArray(accounts.id, [...ids]))
    .orderBy(asc(accounts.id));
}

/** The most accounts that one choice offers. A search narrows them. */
const choiceLimit = 200;

/** Accounts that an organization could move to, by name. Closed and inactive accounts take no one. */
export async function listAccountsToMoveTo(
  db: Reader,
  { exceptId, text }: { exceptId: string; text: string },
): Promise<Paged<{ id: string; name: string }>> {
  const matches = and(
    eq(accounts.isActive, true),
    ne(accounts.id, exceptId),
    text ? holds(accounts.name, text) : undefined,
  );
  const rows = await db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(matches)
    .orderBy(asc(sql`lower(${accounts.name})`))
    .limit(choiceLimit);
  return { rows, total: await db.$count(accounts, matches) };
}

type NewAccount = Pick<
  typeof accounts.$inferInsert,
  "name" | "plan" | "planSeatCount" | "freeSeatCount" | "overage" | "unitPriceCents"
>;

export async function insertAccount(tx: Tx, account: NewAccount): Promise<Account> {
  const [created] = await tx.insert(accounts).values(account).returning().catch(nameIsFree);
  return created!;
}

/** Counts are not set here: they follow the ledger (`updateLedger`). */
export async function updateAccount(
  tx: Tx,
  id: string,
  changes: Partial<NewAccount & Pick<Account, "isAutoActivating" | "isActive" | "isDelinquent" | "closedAt">>,
): Promise<Account> {
  const [account] = await tx.update(accounts).set(changes).where(eq(accounts.id, id)).returning().catch(nameIsFree);
  return account!;
}
