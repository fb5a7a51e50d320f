import { addresses } from "@/domain/addresses";
import type { Undo } from "@/domain/undo";
import { Button } from "./ui/button";
import { Link } from "./ui/link";
import { LinkButton } from "./ui/link-button";

type Props = Undo & { changeId: string; reason: string; disabledReason?: string };

/** Leads to the preview of undoing a change, or to the change that undid it. */
export function UndoLink({ accountId, undoneByChangeId, changeId, reason, disabledReason }: Props) {
  const { auditLog, undo } = addresses.account(accountId);
  if (undoneByChangeId) {
    return (
      <Link href={auditLog({ change: undoneByChangeId })} aria-label={`Undone: ${reason}`}>
        Undone
      </Link>
    );
  }
  const name = `Undo: ${reason}`;
  if (disabledReason) {
    return (
      <Button size="small" aria-label={name} disabledReason={disabledReason} hideReason>
        Undo
      </Button>
    );
  }
  return (
    <LinkButton size="small" href={undo(changeId)} aria-label={name}>
      Undo
    </LinkButton>
  );
}
