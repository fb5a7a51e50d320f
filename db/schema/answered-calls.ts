import { index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { Done } from "@/domain/result";

/** The first answer to a call that its caller may repeat, under the key that the caller chose for it. */
export const answeredCalls = pgTable(
  "answered_calls",
  {
    caller: text().notNull(),
    key: text().notNull(),
    askedHash: text().notNull(),
    /** Null until the change is done, which nobody sees: both are committed at once. */
    answer: jsonb().$type<Done<unknown>>(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "answered_calls_pkey", columns: [t.caller, t.key] }),
    index("answered_calls_at_idx").on(t.at),
  ],
);
