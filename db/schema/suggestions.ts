import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { bigId } from "./columns";
import { clusterEvidence, joinEvidence } from "./enums";
import { owners } from "./people";

/** As of when the suggestions below hold: one row, none before the first refresh. */
export const suggestionRefreshes = pgTable(
  "suggestion_refreshes",
  {
    id: boolean().primaryKey().default(true),
    asOf: timestamp({ withTimezone: true }).notNull(),
    milliseconds: integer().notNull(),
  },
  (t) => [check("suggestion_refreshes_one_check", sql`${t.id}`)],
);

/** Two logins of two people that may be one person, with what says so. Written anew by each refresh. */
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
 * Unattached organizations that share people with an account. Written anew by each refresh. No foreign keys, here and
 * in the members below: they would make a refresh wait for changes to what it names, and these wait for it.
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

/** Organizations that are billed apart and belong together, by shared people or by Stripe. Written anew by each refresh. */
export const organizationClusters = pgTable(
  "organization_clusters",
  {
    id: bigId(),
    evidence: clusterEvidence().notNull(),
    /** The customer or subscription they share, where that is the evidence. */
    stripeId: text(),
    organizationCount: integer().notNull(),
    accountCount: integer().notNull(),
    /** Those in two or more of its places: an account is one, and each organization in none. */
    people: integer().notNull(),
    /** Seats as they are charged today, and what one pool of them all would need. */
    chargedSeats: integer().notNull(),
    pooledSeats: integer().notNull(),
    /** Seats sold and seats usable with them, where organizations share what was sold once; null where unknown. */
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
