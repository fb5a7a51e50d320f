import { SeatBar } from "@/components/seat-bar";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatMoney, formatNumber, formatPercent } from "@/components/ui/format";
import type { SeatPlanChange } from "@/domain/accounts";
import { type KnownPrice, priceOfSeats } from "@/domain/money";
import { priceInWords } from "@/domain/plans";
import type { SeatTotals } from "@/domain/seats";

type Props = { change: SeatPlanChange; planSeats: { before: number; after: number } };

/** What the seats would be and cost, while it is typed. */
export function SeatPlanPreview({ change: { before, after, price }, planSeats }: Props) {
  const item = (term: string, was: string, value: string, isBad = false) => ({
    term,
    value,
    before: was === value ? undefined : was,
    tone: isBad ? ("danger" as const) : undefined,
  });
  const seats = (term: string, name: keyof SeatTotals, isBad = false) =>
    item(term, formatNumber(before[name]), formatNumber(after[name]), isBad && after[name] > 0);

  const isPriced = price.before !== undefined || price.after !== undefined;
  const isOver = before.over > 0 || after.over > 0;
  const money = [
    item("Unit price", priceInWords(price.before?.cents ?? null), priceInWords(price.after?.cents ?? null)),
    isPriced &&
      item("Plan seats per month", monthly(planSeats.before, price.before), monthly(planSeats.after, price.after)),
    isPriced &&
      isOver &&
      item(
        "Under-billed per month",
        monthly(before.over, price.before),
        monthly(after.over, price.after),
        after.over > 0,
      ),
  ].filter((shown) => shown !== false);

  return (
    <div className="flex flex-col gap-3 max-lg:order-first">
      <DefinitionList
        label="Before and after"
        items={[
          seats("Used seats", "used"),
          seats("Total seats", "total"),
          seats("Available seats", "available"),
          seats("Over by", "over", true),
          ...money,
        ]}
      />
      <SeatBar {...after} size="large" />
      <p aria-live="polite" className="text-small text-text-muted">
        {after.over > 0 ? `Over by ${formatNumber(after.over)}` : `Used: ${formatPercent(after.used, after.total)}`}
      </p>
    </div>
  );
}

function monthly(seats: number, price: KnownPrice | undefined): string {
  return price ? formatMoney(priceOfSeats(seats, price.cents).monthly) : "unknown";
}
