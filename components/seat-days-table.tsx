import { formatNumber } from "@/domain/format";
import type { TrueUpDay } from "@/domain/true-up";
import { Day } from "./ui/day";
import { type Column, DataTable } from "./ui/table";

const columns: Column<TrueUpDay>[] = [
  { id: "day", header: "Day", cell: ({ day }) => <Day day={day} /> },
  { id: "used", header: "Used at its end", isNumber: true, cell: ({ used }) => formatNumber(used) },
  { id: "total", header: "Total at its end", isNumber: true, cell: ({ total }) => formatNumber(total) },
  {
    id: "over",
    header: "Over at its end",
    isNumber: true,
    cell: ({ over, owed }) => (
      <span className={owed > 0 ? "font-medium text-danger" : undefined}>{formatNumber(over)}</span>
    ),
  },
  { id: "peak", header: "Most used", isNumber: true, cell: ({ peakUsed }) => formatNumber(peakUsed) },
];

/** The chart's numbers, the latest day first. */
export function SeatDaysTable({ days }: { days: TrueUpDay[] }) {
  return (
    <DataTable label="Seat history" columns={columns} rows={days.toReversed()} rowKey={({ day }) => day} empty={null} />
  );
}
