import { formatNumber } from "./format";
import { seatTotals } from "./seats";

export type SeatVerdict = { kind: "fits" | "over" | "differs"; words: string };

/** The result of recounting an account. A wrong stored number is reported before anything else. */
export function seatVerdict(counts: { used: number; recountedUsed: number; total: number }): SeatVerdict {
  const { used, recountedUsed, total } = counts;
  if (used !== recountedUsed) return { kind: "differs", words: "differs" };
  const { over } = seatTotals({ planSeatCount: total, freeSeatCount: 0 }, used);
  return over > 0 ? { kind: "over", words: `over by ${formatNumber(over)}` } : { kind: "fits", words: "fits" };
}
