import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { bigId } from "./columns";
import { kind } from "./enums";
import { organizations } from "./organizations";
import { users } from "./people";

/**
 * The ledger of seats. A row exists exactly while the person is activated in an organization of the account. `kind`
 * repeats the person's own, so that an account is counted without reading its people.
 */
export const accountUsers = pgTable(
  "account_users",
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    userId: bigint({ mode: "number" })
      .notNull()
      .references(() => users.id),
    kind: kind().notNull(),
    /** The account's organizations in which they are activated, ascending. Two or more is overlap. */
    organizationIds: bigint({ mode: "number" }).array().notNull(),
    organizationCount: integer()
      .notNull()
      .generatedAlwaysAs((): SQL => sql`cardinality(${accountUsers.organizationIds})`),
    /** Repeats the person's own, by a trigger, so that the people of an account are listed without sorting. */
    nameKey: text().notNull(),
    since: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "account_users_pkey", columns: [t.accountId, t.userId] }),
    index("account_users_user_id_idx").on(t.userId),
    index("account_users_name_key_idx").on(t.accountId, t.nameKey, t.userId),
    check("account_users_organization_count_check", sql`${t.organizationCount} > 0`),
  ],
);

/**
 * Members of the account's organizations who are not activated in any of them. With the ledger, it has everyone in an
 * account once.
 */
export const accountCandidates = pgTable(
  "account_candidates",
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    userId: bigint({ mode: "number" })
      .notNull()
      .references(() => users.id),
    nameKey: text().notNull(),
  },
  (t) => [
    primaryKey({ name: "account_candidates_pkey", columns: [t.accountId, t.userId] }),
    index("account_candidates_user_id_idx").on(t.userId),
    index("account_candidates_name_key_idx").on(t.accountId, t.nameKey, t.userId),
  ],
);

/**
 * How many people are activated in an attached organization, by kind. These are sums over the ledger, updated with it,
 * so that an organization is counted without reading its people. The others are only here.
 */
export const organizationSeats = pgTable(
  "organization_seats",
  {
    organizationId: bigint({ mode: "number" })
      .primaryKey()
      .references(() => organizations.id),
    activatedCount: integer().notNull(),
    /** Seat-takers who are also in another organization of the account. */
    sharedCount: integer().notNull(),
    studentCount: integer().notNull(),
    botCount: integer().notNull(),
  },
  (t) => [
    check("organization_seats_shared_count_check", sql`${t.sharedCount} >= 0`),
    check("organization_seats_student_count_check", sql`${t.studentCount} >= 0`),
    check("organization_seats_bot_count_check", sql`${t.botCount} >= 0`),
    check(
      "organization_seats_activated_count_check",
      sql`${t.activatedCount} >= ${t.sharedCount} + ${t.studentCount} + ${t.botCount}`,
    ),
  ],
);

/**
 * Used and total seats of an account after each change to either. A trigger on `accounts` writes it, so that no change
 * is left out. `changeId` leads to the audit rows with the cause; it is null for the state before the history.
 */
export const seatChanges = pgTable(
  "seat_changes",
  {
    id: bigId(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    changeId: uuid(),
    usedSeatCount: integer().notNull(),
    totalSeatCount: integer().notNull(),
    /**
     * Taken while the account is locked, and never before the last one, so that an account's times follow its changes.
     */
    at: timestamp({ withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex("seat_changes_change_id_key").on(t.accountId, t.changeId),
    index("seat_changes_of_change_idx").on(t.changeId),
    index("seat_changes_account_id_idx").on(t.accountId, t.at, t.id),
  ],
);

/** Days in UTC that an account's true-up leaves out. The audit row of `changeId` says who left a day out, and why. */
export const leftOutDays = pgTable(
  "left_out_days",
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    day: date({ mode: "string" }).notNull(),
    changeId: uuid().notNull(),
  },
  (t) => [primaryKey({ name: "left_out_days_pkey", columns: [t.accountId, t.day] })],
);
