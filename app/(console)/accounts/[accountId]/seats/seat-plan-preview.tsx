import { SeatBar } from "@/components/seat-bar";
import { DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import type { SeatPlanChange } from "@/domain/accounts";
import { addresses } from "@/domain/addresses";
import { formatCount, formatMoney, formatNumber, formatPercent } from "@/domain/format";
import { type KnownPrice, priceOfSeats } from "@/domain/money";
import { priceInWords } from "@/domain/plans";
import type { SeatTotals } from "@/domain/seats";

type Props = {
  accountId: string;
  change: SeatPlanChange;
  planSeats: { before: number; after: number };
  /** People whom auto-activation left out until now. */
  waitingCount: number;
};

/** What the seats would be and cost, while it is typed. */
export function SeatPlanPreview({ accountId, change, planSeats, waitingCount }: Props) {
  const { before, after, price, waiting } = change;
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
      item("Over per month", monthly(before.over, price.before), monthly(after.over, price.after), after.over > 0),
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
      {waitingCount > 0 && (
        <p aria-live="polite">
          <Link href={addresses.account(accountId).people({ status: "waiting" })}>
            {formatCount(waitingCount, "person waits", "people wait")}
          </Link>{" "}
          for a seat: saving {waitingInWords(waiting, waitingCount)}.
        </p>
      )}
      <SeatBar {...after} size="large" />
      <p aria-live="polite" className="text-small text-text-muted">
        {after.over > 0 ? `Over by ${formatNumber(after.over)}` : `Used: ${formatPercent(after.used, after.total)}`}
      </p>
    </div>
  );
}

function waitingInWords({ activated, leftOut }: SeatPlanChange["waiting"], waitingCount: number): string {
  if (activated + leftOut < waitingCount) return "ends that, for nobody who joins is activated any longer";
  return `activates ${formatNumber(activated)} and leaves ${formatNumber(leftOut)} waiting`;
}

function monthly(seats: number, price: KnownPrice | undefined): string {
  return price ? formatMoney(priceOfSeats(seats, price.cents).monthly) : "unknown";
}
