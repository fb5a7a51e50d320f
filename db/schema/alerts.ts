import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { alertKinds } from "@/domain/alerts";
import type { MessageType } from "@/domain/webhooks";
import { accounts } from "./accounts";
import { bigId, createdAt, textId } from "./columns";

/**
 * Something about an account that someone should look at. Of the kind `seats`: it reached a threshold, in percent of its
 * seats, and the alert lasts until the account is clearly below it again.
 */
export const alerts = pgTable(
  "alerts",
  {
    id: bigId(),
    kind: text({ enum: alertKinds }).notNull().default("seats"),
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
    uniqueIndex("alerts_raised_key").on(t.accountId, t.kind, t.threshold).where(sql`${t.clearedAt} is null`),
    index("alerts_account_id_idx").on(t.accountId, t.id),
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
    /** The kinds of alerts that it receives. */
    kinds: text({ enum: alertKinds }).array().notNull().default(["seats"]),
    /** Since when nothing has been sent to it. Messages wait. */
    pausedAt: timestamp({ withTimezone: true }),
    removedAt: timestamp({ withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    index("webhooks_account_id_idx").on(t.accountId),
    check("webhooks_kinds_check", sql`cardinality(${t.kinds}) > 0`),
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
    /** What it tells, as in its payload. */
    type: text().$type<MessageType>().notNull(),
    /** The alert that it reports; null for a test. */
    alertId: bigint({ mode: "number" }).references(() => alerts.id),
    payload: jsonb().notNull(),
    attemptCount: integer().notNull().default(0),
    /** Null once it is delivered or given up. */
    nextAttemptAt: timestamp({ withTimezone: true }).defaultNow(),
    deliveredAt: timestamp({ withTimezone: true }),
    lastAttemptAt: timestamp({ withTimezone: true }),
    /** The headers of the last attempt, which prove nothing without the secret. */
    lastHeaders: jsonb().$type<Record<string, string>>(),
    /** The status with which the receiver answered the last attempt; null if there was no answer. */
    answerStatus: integer(),
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
