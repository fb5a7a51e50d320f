import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { bigId, createdAt } from "./columns";
import { membershipRole } from "./enums";
import { organizations } from "./organizations";
import { owners } from "./people";

/** A login in an organization. Triggers: `memberships_begin`, `memberships_end`. */
export const memberships = pgTable(
  "memberships",
  {
    organizationId: bigint({ mode: "number" })
      .notNull()
      .references(() => organizations.id),
    ownerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id),
    role: membershipRole().notNull(),
    isActivated: boolean().notNull().default(false),
    /** When it was last activated or deactivated; null if unknown or never. */
    activationChangedAt: timestamp({ withTimezone: true }),
    /** Since when it has waited for a seat, because auto-activation found none. */
    waitingSince: timestamp({ withTimezone: true }),
    /** When the login was last active here, according to any source; null if unknown. */
    lastSeenAt: timestamp({ withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "memberships_pkey", columns: [t.organizationId, t.ownerId] }),
    index("memberships_owner_id_idx").on(t.ownerId),
    index("memberships_not_activated_idx").on(t.organizationId, t.ownerId).where(sql`not ${t.isActivated}`),
    index("memberships_waiting_idx").on(t.organizationId).where(sql`${t.waitingSince} is not null`),
    check("memberships_waiting_check", sql`not (${t.isActivated} and ${t.waitingSince} is not null)`),
  ],
);

/** A membership that ended. The login was in the organization from `since` until then. */
export const formerMemberships = pgTable(
  "former_memberships",
  {
    id: bigId(),
    organizationId: bigint({ mode: "number" })
      .notNull()
      .references(() => organizations.id),
    ownerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id),
    role: membershipRole().notNull(),
    /** Whether it was activated when it ended. */
    wasActivated: boolean().notNull(),
    since: timestamp({ withTimezone: true }).notNull(),
    until: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("former_memberships_owner_id_idx").on(t.ownerId, t.id)],
);

/** How many members an organization has, as logins and as people. Triggers on memberships and owners maintain it. */
export const organizationMembers = pgTable(
  "organization_members",
  {
    organizationId: bigint({ mode: "number" })
      .primaryKey()
      .references(() => organizations.id),
    loginCount: integer().notNull(),
    peopleCount: integer().notNull(),
  },
  (t) => [check("organization_members_people_count_check", sql`${t.peopleCount} between 0 and ${t.loginCount}`)],
);

/**
 * An activation that a deactivation ended, so that undoing it restores exactly these. Like the audit log, it outlives
 * what it is about: a login may have become another one since.
 */
export const endedActivations = pgTable(
  "ended_activations",
  {
    changeId: uuid().notNull(),
    accountId: text().notNull(),
    organizationId: bigint({ mode: "number" }).notNull(),
    ownerId: bigint({ mode: "number" }).notNull(),
    /** Whose login it was at that time. */
    userId: bigint({ mode: "number" }).notNull(),
    /** When the activation had begun; null if unknown. Undoing the change gives the membership this time again. */
    since: timestamp({ withTimezone: true }),
    /** Since when the person had held a place in the account. */
    inAccountSince: timestamp({ withTimezone: true }),
    /** The membership has the same time, unless its activation has changed since. */
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ name: "ended_activations_pkey", columns: [t.changeId, t.organizationId, t.ownerId] })],
);
