import { index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { Done } from "@/domain/result";

/** The first answer to a call that its caller may repeat, under the caller's key. */
export const answeredCalls = pgTable(
  "answered_calls",
  {
    caller: text().notNull(),
    key: text().notNull(),
    askedHash: text().notNull(),
    /** Null until the change is done. No one sees that, because both are committed at once. */
    answer: jsonb().$type<Done<unknown>>(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "answered_calls_pkey", columns: [t.caller, t.key] }),
    index("answered_calls_at_idx").on(t.at),
  ],
);
