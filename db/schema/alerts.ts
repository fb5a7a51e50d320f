import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { bigId, createdAt, textId } from "./columns";

/**
 * An account reached a threshold, in percent of its seats. The alert lasts until the account is clearly below it again.
 */
export const seatAlerts = pgTable(
  "seat_alerts",
  {
    id: bigId(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    threshold: integer().notNull(),
    usedSeatCount: integer().notNull(),
    totalSeatCount: integer().notNull(),
    raisedAt: timestamp({ withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    clearedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex("seat_alerts_raised_key").on(t.accountId, t.threshold).where(sql`${t.clearedAt} is null`),
    index("seat_alerts_account_id_idx").on(t.accountId, t.id),
  ],
);

/** Where alerts are delivered: the alerts of one account, or of all accounts. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: textId(),
    accountId: text().references(() => accounts.id),
    url: text().notNull(),
    /** Signs each delivery. It is shown once, when it is made. */
    secret: text().notNull(),
    removedAt: timestamp({ withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    index("webhooks_account_id_idx").on(t.accountId),
    uniqueIndex("webhooks_url_key").on(t.url, sql`coalesce(${t.accountId}, '')`).where(sql`${t.removedAt} is null`),
  ],
);

/** A message to a webhook. It is written in the change that it reports, and sent afterwards. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: textId(),
    webhookId: text()
      .notNull()
      .references(() => webhooks.id),
    alertId: bigint({ mode: "number" })
      .notNull()
      .references(() => seatAlerts.id),
    payload: jsonb().notNull(),
    attemptCount: integer().notNull().default(0),
    /** Null once it is delivered or given up. */
    nextAttemptAt: timestamp({ withTimezone: true }).defaultNow(),
    deliveredAt: timestamp({ withTimezone: true }),
    /** Why the last attempt failed. */
    failure: text(),
    createdAt: createdAt(),
  },
  (t) => [
    index("webhook_deliveries_next_attempt_at_idx").on(t.nextAttemptAt).where(sql`${t.nextAttemptAt} is not null`),
    index("webhook_deliveries_webhook_id_idx").on(t.webhookId, t.createdAt),
    index("webhook_deliveries_created_at_idx").on(t.createdAt, t.id),
    index("webhook_deliveries_alert_id_idx").on(t.alertId),
  ],
);
