import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { type AuditFacts, subjectKinds } from "@/domain/audit-log";
import type { Permission } from "@/domain/permissions";
import { bigId, createdAt } from "./columns";

/**
 * Every change. Append-only. It has no foreign keys, because a row outlives what it names. Triggers:
 * `audit_log_is_append_only`.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigId(),
    changeId: uuid().notNull(),
    action: text().$type<Permission>().notNull(),
    actor: text().notNull(),
    accountId: text(),
    subjectKind: text({ enum: subjectKinds }).notNull(),
    subjectId: text().notNull(),
    reason: text().notNull(),
    /** The https address of the request that led to the change, if there was one. */
    ticket: text(),
    before: jsonb().$type<AuditFacts>(),
    after: jsonb().$type<AuditFacts>(),
    createdAt: createdAt(),
  },
  (t) => [
    index("audit_log_account_id_idx").on(t.accountId, t.id),
    index("audit_log_change_id_idx").on(t.changeId),
    index("audit_log_subject_idx").on(t.subjectKind, t.subjectId, t.id),
    check("audit_log_reason_check", sql`length(trim(${t.reason})) > 0`),
  ],
);

/** A change that was undone. A change can be undone once. */
export const undoneChanges = pgTable("undone_changes", {
  changeId: uuid().primaryKey(),
  undoneByChangeId: uuid().notNull(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** What a change did to one subject in one account. All entries of a change share its reason. */
export type AuditFact<P extends Permission> = { action: P } & Pick<
  typeof auditLog.$inferInsert,
  "accountId" | "subjectKind" | "subjectId" | "before" | "after"
>;

/** An entry of the audit log. `auditedTransaction` adds who, when, and which change it belongs to. */
export type AuditEntry<P extends Permission> = AuditFact<P> & Pick<typeof auditLog.$inferInsert, "reason" | "ticket">;
