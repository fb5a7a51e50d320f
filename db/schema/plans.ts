import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, text } from "drizzle-orm/pg-core";
import { billingRate, tier } from "./enums";

/** Codecov's plans, by the names its own tables use. */
export const plans = pgTable(
  "plans",
  {
    name: text().primaryKey(),
    title: text().notNull(),
    tier: tier().notNull(),
    billingRate: billingRate(),
    /** Per seat and month, for every billing rate; null if it is agreed by contract. */
    unitPriceCents: integer(),
    isActive: boolean().notNull().default(true),
  },
  (t) => [check("plans_unit_price_cents_check", sql`${t.unitPriceCents} >= 0`)],
);
