import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { bigId, createdAt } from "./columns";
import { service } from "./enums";
import { findableBy, findableByStart } from "./indexes";

/** An organization on a git host, in one account at most. A removed one stays for its history, and its name is free. */
export const organizations = pgTable(
  "organizations",
  {
    id: bigId(),
    service: service().notNull(),
    /** The host's own id, null until a source names it. It is text because Bitbucket's ids are UUIDs. */
    serviceId: text(),
    login: text().notNull(),
    accountId: text().references(() => accounts.id),
    attachedAt: timestamp({ withTimezone: true }),
    /** The time as of which its memberships are known. */
    importedAt: timestamp({ withTimezone: true }),
    /**
     * Its own old plan, kept as a record: seats, and customer and subscription at Stripe. It has no effect in an
     * account.
     */
    planSeatCount: integer(),
    stripeCustomerId: text(),
    stripeSubscriptionId: text(),
    createdAt: createdAt(),
    /** When staff removed it: an import had named it by mistake. */
    removedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex("organizations_service_id_key").on(t.service, t.serviceId),
    uniqueIndex("organizations_login_key").on(t.service, sql`lower(${t.login})`).where(sql`${t.removedAt} is null`),
    index("organizations_account_id_idx").on(t.accountId),
    index("organizations_list_idx").on(sql`lower(${t.login})`, t.id),
    index("organizations_stripe_customer_id_idx").on(t.stripeCustomerId),
    index("organizations_stripe_subscription_id_idx").on(t.stripeSubscriptionId),
    findableBy("organizations_login_trgm_idx", t.login),
    findableByStart("organizations_login_prefix_idx", t.login),
    check("organizations_plan_seat_count_check", sql`${t.planSeatCount} >= 0`),
    check("organizations_attached_check", sql`(${t.accountId} is null) = (${t.attachedAt} is null)`),
    check(
      "organizations_removed_check",
      sql`${t.removedAt} is null
        or num_nonnulls(${t.accountId}, ${t.serviceId}, ${t.planSeatCount}, ${t.stripeCustomerId}, ${t.stripeSubscriptionId}) = 0`,
    ),
  ],
);

export type Organization = typeof organizations.$inferSelect;
