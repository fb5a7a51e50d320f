import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";
import type { EndedChange } from "@/domain/undo";
import { Link } from "./ui/link";
import { Notice } from "./ui/notice";
import { Time } from "./ui/time";

type Props = { accountId: string } & NonNullable<EndedChange["undoneBy"]>;

export function UndoneNotice({ accountId, changeId, told }: Props) {
  return (
    <Notice tone="ok" title="Undone">
      {told && (
        <p>
          {told.actor}, <Time at={told.at} />: <span className="wrap-anywhere">{told.reason}</span>
        </p>
      )}
      {told && told.usedBefore !== null && told.usedAfter !== null && (
        <p>
          Used seats {formatNumber(told.usedBefore)} → {formatNumber(told.usedAfter)}
        </p>
      )}
      <p>
        <Link href={addresses.account(accountId).auditLog({ change: changeId })}>See the change that undid it</Link>
      </p>
    </Notice>
  );
}
