import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { UndoLink } from "@/components/undo-link";
import { UndoneNotice } from "@/components/undone-notice";
import { addresses } from "@/domain/addresses";
import { formatCount } from "@/domain/format";
import type { EndedChange } from "@/domain/undo";

type Props = { accountId: string; change: EndedChange; disabledReason?: string };

/** What was done last, and the way back. */
export function DeactivatedNotice({ accountId, change, disabledReason }: Props) {
  const { changeId, people, told, undoneBy } = change;
  if (undoneBy) return <UndoneNotice accountId={accountId} {...undoneBy} />;
  return (
    <Notice tone="ok" role="status" title={`Deactivated ${formatCount(people, "person", "people")}${freedBy(told)}`}>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={addresses.account(accountId).auditLog({ change: changeId })}>See it in the audit log</Link>
        <UndoLink
          accountId={accountId}
          changeId={changeId}
          undoneByChangeId={null}
          reason={told?.reason ?? ""}
          disabledReason={disabledReason}
        />
      </p>
    </Notice>
  );
}

function freedBy(told: EndedChange["told"]): string {
  if (told === null || told.usedBefore === null || told.usedAfter === null) return "";
  return `, ${formatCount(told.usedBefore - told.usedAfter, "seat", "seats")} freed`;
}
