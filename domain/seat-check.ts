import { seatTotals } from "./seats";

export type SeatVerdict = { kind: "fits" | "over" | "differs"; words: string };

/** What a recount of an account says. Where the stored number is wrong, that comes before all else. */
export function seatVerdict(counts: { used: number; recountedUsed: number; total: number }): SeatVerdict {
  const { used, recountedUsed, total } = counts;
  if (used !== recountedUsed) return { kind: "differs", words: "differs" };
  const { over } = seatTotals({ planSeatCount: total, freeSeatCount: 0 }, used);
  return over > 0
    ? { kind: "over", words: `over by ${over.toLocaleString("en-US")}` }
    : { kind: "fits", words: "fits" };
}
