import { addresses } from "@/domain/addresses";
import type { AuditRow } from "@/domain/audit-log";
import { whyNotReversible } from "@/domain/reversal";
import { Button } from "./ui/button";
import { Link } from "./ui/link";
import { LinkButton } from "./ui/link-button";

type Props = {
  /** The first entry of a change. */
  entry: Pick<AuditRow, "changeId" | "action" | "reason" | "after">;
  undoneByChangeId?: string;
};

/** Leads to the preview of undoing a change, or to the change that undid it. */
export function UndoLink({ entry, undoneByChangeId }: Props) {
  if (undoneByChangeId) {
    return (
      <Link href={addresses.auditLog({ change: undoneByChangeId })} aria-label={`Undone: ${entry.reason}`}>
        Undone
      </Link>
    );
  }
  const name = `Undo: ${entry.reason}`;
  const why = whyNotReversible(entry);
  if (why !== undefined) {
    return (
      <Button size="small" aria-label={name} disabledReason={why} hideReason>
        Undo
      </Button>
    );
  }
  return (
    <LinkButton size="small" href={addresses.undo(entry.changeId)} aria-label={name}>
      Undo
    </LinkButton>
  );
}
