import type { SeatTerms } from "@/domain/accounts";
import { formatMoney, formatNumber } from "@/domain/format";

type Figures = Pick<SeatTerms, "planSeatCount" | "freeSeatCount" | "unitPriceCents">;

/** "1,100 → 1,097 plan seats": the figures that saving would change; empty when it changes none. */
export function seatChangesInWords(before: Figures, after: Figures): string {
  const price = (cents: number | null) => (cents === null ? "none" : formatMoney(cents));
  return [
    { was: formatNumber(before.planSeatCount), is: formatNumber(after.planSeatCount), noun: "plan seats" },
    { was: formatNumber(before.freeSeatCount), is: formatNumber(after.freeSeatCount), noun: "free seats" },
    { was: price(before.unitPriceCents), is: price(after.unitPriceCents), noun: "unit price" },
  ]
    .filter(({ was, is }) => was !== is)
    .map(({ was, is, noun }) => `${was} → ${is} ${noun}`)
    .join(", ");
}
