import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, textId } from "./columns";
import { overage } from "./enums";
import { findableBy, findableByStart } from "./indexes";
import { plans } from "./plans";

/**
 * The customer. The counts follow `account_users` in the transaction that changes it (`updateLedger`).
 * Triggers: `accounts_seats_begin`, `accounts_seats_change`.
 */
export const accounts = pgTable(
  "accounts",
  {
    id: textId(),
    name: text().notNull(),
    isActive: boolean().notNull().default(true),
    isDelinquent: boolean().notNull().default(false),
    closedAt: timestamp({ withTimezone: true }),
    plan: text()
      .notNull()
      .references(() => plans.name),
    planSeatCount: integer().notNull(),
    freeSeatCount: integer().notNull(),
    overage: overage().notNull(),
    /** Whether new members of attached organizations are activated while seats last. */
    isAutoActivating: boolean().notNull().default(false),
    /** The account's own price per seat and month; null if the plan's price holds. */
    unitPriceCents: integer(),
    usedSeatCount: integer().notNull().default(0),
    studentCount: integer().notNull().default(0),
    botCount: integer().notNull().default(0),
    organizationCount: integer().notNull().default(0),
    /** The sum of the seat-takers of each organization: what billing per organization would charge. */
    organizationSeatCount: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("accounts_name_key").on(sql`lower(${t.name})`),
    findableBy("accounts_name_trgm_idx", t.name),
    findableByStart("accounts_name_prefix_idx", t.name),
    check("accounts_plan_seat_count_check", sql`${t.planSeatCount} >= 0`),
    check("accounts_free_seat_count_check", sql`${t.freeSeatCount} >= 0`),
    check("accounts_unit_price_cents_check", sql`${t.unitPriceCents} >= 0`),
    check("accounts_student_count_check", sql`${t.studentCount} >= 0`),
    check("accounts_bot_count_check", sql`${t.botCount} >= 0`),
    check("accounts_used_seat_count_check", sql`${t.usedSeatCount} between 0 and ${t.organizationSeatCount}`),
    check(
      "accounts_closed_check",
      sql`${t.closedAt} is null or (not ${t.isActive} and ${t.organizationCount} = 0
        and ${t.usedSeatCount} = 0 and ${t.studentCount} = 0 and ${t.botCount} = 0)`,
    ),
  ],
);

export type Account = typeof accounts.$inferSelect;
