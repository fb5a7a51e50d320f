import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { SeatChange } from "@/db/queries/seat-history";
import { actionWords } from "@/domain/audit-log";
import { formatCount, formatNumber } from "@/domain/format";
import { overOf, type SeatLevel } from "@/domain/seat-history";

const columns: Column<SeatChange>[] = [
  { id: "when", header: "When", cell: ({ at }) => <Time at={at} /> },
  { id: "used", header: "Used seats", isNumber: true, cell: (change) => moved(change, ({ used }) => used) },
  { id: "total", header: "Total seats", isNumber: true, cell: (change) => moved(change, ({ total }) => total) },
  { id: "over", header: "Over by", isNumber: true, cell: (change) => moved(change, overOf) },
  { id: "cause", header: "Cause", cell: ({ cause, before }) => <Cause cause={cause} isFirst={before === null} /> },
  { id: "who", header: "Who", cell: ({ cause }) => cause?.actor ?? <span className="text-text-muted">unknown</span> },
];

export function SeatChangesTable({ rows, empty }: { rows: SeatChange[]; empty: ReactNode }) {
  return <DataTable label="Seat changes" columns={columns} rows={rows} rowKey={({ id }) => id} empty={empty} />;
}

/** "12 → 14", or the number alone where it stayed. */
function moved(change: SeatChange, seats: (level: SeatLevel) => number): ReactNode {
  const [before, after] = [change.before && seats(change.before), seats(change)];
  return (
    <>
      {before !== null && before !== after && <span className="text-text-muted">{formatNumber(before)} → </span>}
      {formatNumber(after)}
    </>
  );
}

function Cause({ cause, isFirst }: { cause: SeatChange["cause"]; isFirst: boolean }) {
  if (!cause) {
    return (
      <span className="text-text-muted">{isFirst ? "The history begins here" : "Not recorded by the console"}</span>
    );
  }
  const { action, others, reason } = cause;
  return (
    <span className="block max-w-96 whitespace-normal break-words py-1.5">
      {actionWords[action]}
      {others > 0 && ` and ${formatCount(others, "more", "more")}`}
      <span className="text-text-muted">: {reason}</span>
    </span>
  );
}
