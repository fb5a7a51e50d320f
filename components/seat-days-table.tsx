import { formatNumber } from "@/domain/format";
import type { SeatDay } from "@/domain/seat-history";
import { Day } from "./ui/day";
import { type Column, DataTable } from "./ui/table";

const columns: Column<SeatDay>[] = [
  { id: "day", header: "Day", cell: ({ day }) => <Day day={day} /> },
  { id: "used", header: "Used at its end", isNumber: true, cell: ({ used }) => formatNumber(used) },
  { id: "total", header: "Total at its end", isNumber: true, cell: ({ total }) => formatNumber(total) },
  { id: "peak", header: "Most used", isNumber: true, cell: ({ peakUsed }) => formatNumber(peakUsed) },
  {
    id: "over",
    header: "Most over",
    isNumber: true,
    cell: ({ peakOver }) => (
      <span className={peakOver > 0 ? "font-medium text-danger" : undefined}>{formatNumber(peakOver)}</span>
    ),
  },
];

/** The chart's numbers, the latest day first. */
export function SeatDaysTable({ days }: { days: SeatDay[] }) {
  return (
    <DataTable label="Seat history" columns={columns} rows={days.toReversed()} rowKey={({ day }) => day} empty={null} />
  );
}
