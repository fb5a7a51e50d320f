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
    /** Since when it is activated, or no longer; null where that is not known, or it never was. */
    activationChangedAt: timestamp({ withTimezone: true }),
    /** Since when it waits for a seat that auto-activation did not find. */
    waitingSince: timestamp({ withTimezone: true }),
    /** When a source last saw the login at work here; null where none said. */
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

/** A membership that ended: the login was in the organization from its beginning to this end. */
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

/** How many members an organization has, as logins and as people. Triggers on memberships and owners keep it. */
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
 * An activation that a change ended because nobody was seen behind it, so that undoing restores these and no others. As
 * the audit log it outlives what it is about: a login may have become another one since.
 */
export const endedActivations = pgTable(
  "ended_activations",
  {
    changeId: uuid().notNull(),
    accountId: text().notNull(),
    organizationId: bigint({ mode: "number" }).notNull(),
    ownerId: bigint({ mode: "number" }).notNull(),
    /** Whose login it was then. */
    userId: bigint({ mode: "number" }).notNull(),
    /** What the membership says too, unless its activation changed since. */
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ name: "ended_activations_pkey", columns: [t.changeId, t.organizationId, t.ownerId] })],
);
