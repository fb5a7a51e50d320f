import { formatNumber } from "@/domain/format";

type SeatNumbers = { usedBefore: number; usedAfter: number; total: number; over: number };

/** The four numbers that every preview of seats begins with; `total` and `over` are after the step. */
export function seatNumbers({ usedBefore, usedAfter, total, over }: SeatNumbers) {
  return [
    { term: "Used seats before", value: formatNumber(usedBefore) },
    { term: "Used seats after", value: formatNumber(usedAfter) },
    { term: "Total seats", value: formatNumber(total) },
    { term: "Over by", value: formatNumber(over), tone: over > 0 ? ("danger" as const) : undefined },
  ];
}
