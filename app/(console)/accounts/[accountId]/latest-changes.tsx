import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { AuditRow } from "@/domain/audit-log";
import { actionWords } from "@/domain/audit-log";

export function LatestChanges({ changes }: { changes: AuditRow[] }) {
  if (changes.length === 0) {
    return <EmptyState title="Nothing was changed yet.">Whatever is changed here is told from then on.</EmptyState>;
  }
  return (
    <ol className="surface divide-y divide-line">
      {changes.map(({ id, createdAt, actor, action, subjectKind, subjectName, reason }) => (
        <li key={id} className="flex flex-col px-4 py-2">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className="font-medium">
              {actionWords[action]}
              {subjectKind !== "account" && subjectName !== null && ` ${subjectName}`}
            </span>
            <span className="text-text-muted">
              <Time at={createdAt} />
            </span>
          </p>
          <p className="break-words text-text-muted">
            {actor}: {reason}
          </p>
        </li>
      ))}
    </ol>
  );
}
