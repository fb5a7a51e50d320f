import { Day } from "@/components/ui/day";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatMoney, formatNumber } from "@/domain/format";
import { type KnownPrice, priceOfSeats } from "@/domain/money";
import type { TrueUp } from "@/domain/seat-history";

type Props = { trueUp: TrueUp; price: KnownPrice | undefined };

/** What the period owes: the most seats beyond the total at any moment of it. */
export function TrueUpPanel({ trueUp: { peakUsed, peakOver, daysOver }, price }: Props) {
  return (
    <>
      <DefinitionList
        label="True-up"
        layout="stats"
        items={[
          { term: "Most used", value: formatNumber(peakUsed.seats) },
          {
            term: "Seats to true up",
            value: formatNumber(peakOver?.seats ?? 0),
            tone: peakOver ? "danger" : undefined,
          },
          { term: "Days over", value: formatNumber(daysOver), tone: daysOver > 0 ? "danger" : undefined },
        ]}
      />
      <p className="max-w-3xl text-text-muted">
        {peakUsed.seats === 0 ? (
          "No seat was used."
        ) : (
          <>
            Most seats were used on <Day day={peakUsed.day} />.
          </>
        )}{" "}
        {peakOver ? (
          <>
            Most beyond the total on <Day day={peakOver.day} />
            {price
              ? `: ${formatMoney(priceOfSeats(peakOver.seats, price.cents).monthly)} a month at ${formatMoney(price.cents)} a seat.`
              : "; there is no unit price to say what they are worth."}
          </>
        ) : (
          "The total sufficed at every moment of the period."
        )}
      </p>
    </>
  );
}
