import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { bigId } from "./columns";
import { clusterEvidence, joinEvidence } from "./enums";
import { owners } from "./people";

/** The time as of which the suggestions below hold: one row, or none before the first refresh. */
export const suggestionRefreshes = pgTable(
  "suggestion_refreshes",
  {
    id: boolean().primaryKey().default(true),
    asOf: timestamp({ withTimezone: true }).notNull(),
    milliseconds: integer().notNull(),
  },
  (t) => [check("suggestion_refreshes_one_check", sql`${t.id}`)],
);

/** Two logins of two people who may be one person, with the evidence. Each refresh replaces it. */
export const suggestedJoins = pgTable(
  "suggested_joins",
  {
    oneOwnerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id, { onDelete: "cascade" }),
    otherOwnerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id, { onDelete: "cascade" }),
    evidence: joinEvidence().array().notNull(),
  },
  (t) => [
    primaryKey({ name: "suggested_joins_pkey", columns: [t.oneOwnerId, t.otherOwnerId] }),
    index("suggested_joins_other_owner_id_idx").on(t.otherOwnerId),
  ],
);

/**
 * Unattached organizations that share people with an account. Each refresh replaces it. It has no foreign keys, nor do
 * the members below: a refresh and changes to what it names would wait for each other.
 */
export const suggestedOrganizations = pgTable(
  "suggested_organizations",
  {
    accountId: text().notNull(),
    organizationId: bigint({ mode: "number" }).notNull(),
    sharedPeople: integer().notNull(),
    people: integer().notNull(),
  },
  (t) => [
    primaryKey({ name: "suggested_organizations_pkey", columns: [t.accountId, t.organizationId] }),
    index("suggested_organizations_organization_id_idx").on(t.organizationId),
  ],
);

/** Organizations that are billed apart but belong together, by shared people or by Stripe. Each refresh replaces it. */
export const organizationClusters = pgTable(
  "organization_clusters",
  {
    id: bigId(),
    evidence: clusterEvidence().notNull(),
    /** The customer or subscription that they share, if that is the evidence. */
    stripeId: text(),
    organizationCount: integer().notNull(),
    accountCount: integer().notNull(),
    /** People in two or more of its places. An account is one place, and so is each organization in no account. */
    people: integer().notNull(),
    /** Seats as charged today, and what one pool for all of them would need. */
    chargedSeats: integer().notNull(),
    pooledSeats: integer().notNull(),
    /** Seats sold, and seats usable, if organizations share what was sold once; null if unknown. */
    soldSeats: integer(),
    usableSeats: integer(),
  },
  (t) => [index("organization_clusters_saved_idx").on(sql`(${t.chargedSeats} - ${t.pooledSeats})`, t.id)],
);

export const organizationClusterMembers = pgTable(
  "organization_cluster_members",
  {
    clusterId: bigint({ mode: "number" })
      .notNull()
      .references(() => organizationClusters.id, { onDelete: "cascade" }),
    organizationId: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ name: "organization_cluster_members_pkey", columns: [t.clusterId, t.organizationId] }),
    index("organization_cluster_members_organization_id_idx").on(t.organizationId),
  ],
);
