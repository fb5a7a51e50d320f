import { type SQL, sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";
import { asciiLowerOf } from "../patterns";
import { evidenceKind, evidenceSource } from "./enums";
import { organizations } from "./organizations";
import { owners } from "./people";

/**
 * What was said about the person behind a login: an e-mail that the git host verified, or their name at an identity
 * provider. A roster replaces only what its own organization said (S12).
 */
export const evidence = pgTable(
  "evidence",
  {
    ownerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id, { onDelete: "cascade" }),
    kind: evidenceKind().notNull(),
    value: text().notNull(),
    /** What values are compared by: e-mails without case. */
    key: text()
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`case when ${evidence.kind} = 'verified_email' then ${asciiLowerOf(sql`${evidence.value}`)} else ${evidence.value} end`,
      ),
    source: evidenceSource().notNull(),
    /** The organization that said it; null for other sources. */
    organizationId: bigint({ mode: "number" }).references(() => organizations.id),
    saidAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique("evidence_key").on(t.ownerId, t.kind, t.key, t.source, t.organizationId).nullsNotDistinct(),
    index("evidence_value_idx").on(t.kind, t.key, t.ownerId),
    check("evidence_source_check", sql`(${t.organizationId} is not null) = (${t.source} = 'organization')`),
  ],
);
