import type { ReactNode } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Alert } from "@/db/queries/alerts";
import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";
import { overOf, type SeatLevel } from "@/domain/seat-history";

const columns: Column<Alert>[] = [
  {
    id: "account",
    header: "Account",
    cell: ({ account }) => (
      <span className="block max-w-72 truncate" title={account.name}>
        <Link href={addresses.account(account.id).overview}>{account.name}</Link>
      </span>
    ),
  },
  {
    id: "threshold",
    header: "Reached",
    cell: ({ threshold, clearedAt }) => <Badge tone={toneOf(threshold, clearedAt)}>{threshold}%</Badge>,
  },
  { id: "reached", header: "Used when raised", isNumber: true, cell: ({ reached }) => <Seats {...reached} /> },
  { id: "now", header: "Used now", isNumber: true, cell: ({ now }) => <Seats {...now} /> },
  {
    id: "over",
    header: "Over by",
    isNumber: true,
    cell: ({ now }) => (overOf(now) > 0 ? <span className="text-danger">{formatNumber(overOf(now))}</span> : "0"),
  },
  { id: "raised", header: "Raised", cell: ({ raisedAt }) => <Time at={raisedAt} /> },
  {
    id: "cleared",
    header: "Cleared",
    cell: ({ clearedAt }) => (clearedAt ? <Time at={clearedAt} /> : <span className="text-text-muted">not yet</span>),
  },
];

export function AlertsTable({ rows, empty }: { rows: Alert[]; empty: ReactNode }) {
  return <DataTable label="Alerts" columns={columns} rows={rows} rowKey={({ id }) => id} empty={empty} />;
}

function toneOf(threshold: number, clearedAt: Date | null): Tone {
  if (clearedAt) return "neutral";
  if (threshold >= 100) return "danger";
  return threshold >= 90 ? "warning" : "accent";
}

function Seats({ used, total }: SeatLevel) {
  return (
    <>
      {formatNumber(used)} <span className="text-text-muted">of {formatNumber(total)}</span>
    </>
  );
}
