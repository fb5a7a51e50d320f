import { listEntryBatches } from "@/db/queries/audit-log";
import { type AuditRow, actionWords, changedFacts } from "@/domain/audit-log";
import type { AuditLogListing } from "@/domain/input/audit-log";
import { csvResponse } from "@/server/csv";
import { snapshotRows } from "@/server/snapshot-rows";

const header = [
  "at",
  "change",
  "who",
  "action",
  "action_id",
  "account",
  "subject_kind",
  "subject_id",
  "subject",
  "reason",
  "ticket",
  "changed",
];

/** One row an entry, in the order in which they were written. Rows of one change share their `change`. */
export function auditLogCsv(
  request: Request,
  read: Parameters<typeof snapshotRows>[0],
  fileName: string,
  filters: AuditLogListing & { accountId?: string },
): Promise<Response> {
  const entries = snapshotRows(read, (db) => listEntryBatches(db, filters));
  return csvResponse(request, fileName, header, cellsOf(entries));
}

async function* cellsOf(entries: AsyncIterable<AuditRow>) {
  for await (const entry of entries) {
    const { createdAt, changeId, actor, action, accountName, accountId, subjectKind, subjectId, subjectName } = entry;
    const { reason, ticket, before, after } = entry;
    yield [
      ...[createdAt, changeId, actor, actionWords[action], action],
      ...[accountName ?? accountId, subjectKind, subjectId, subjectName],
      ...[reason, ticket, changedInWords(before, after)],
    ];
  }
}

/** "used seats: 3 → 5; account: none → Acme" */
function changedInWords(before: AuditRow["before"], after: AuditRow["after"]): string {
  return changedFacts(before, after)
    .map((fact) => {
      const from = fact.before === undefined ? "" : `${fact.before} → `;
      return `${fact.name}: ${from}${fact.after ?? "none"}`;
    })
    .join("; ");
}
