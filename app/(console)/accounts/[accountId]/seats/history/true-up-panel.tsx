import { Day } from "@/components/ui/day";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatCount, formatMoney, formatNumber } from "@/domain/format";
import { type KnownPrice, priceOfSeats } from "@/domain/money";
import type { TrueUp } from "@/domain/true-up";

type Props = { trueUp: TrueUp; price: KnownPrice | undefined };

/** What the period owes: the most seats over at the end of a day that is not left out. */
export function TrueUpPanel({ trueUp: { peakUsed, owed, daysOver, daysLeftOut }, price }: Props) {
  return (
    <>
      <DefinitionList
        label="True-up"
        layout="stats"
        items={[
          { term: "Most used", value: formatNumber(peakUsed.seats) },
          { term: "Seats to true up", value: formatNumber(owed?.seats ?? 0), tone: owed ? "danger" : undefined },
          { term: "Days over", value: formatNumber(daysOver), tone: daysOver > 0 ? "danger" : undefined },
          ...(daysLeftOut > 0 ? [{ term: "Days left out", value: formatNumber(daysLeftOut) }] : []),
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
        {owed ? (
          <>
            The day that ended furthest over the total was <Day day={owed.day} />
            {price
              ? `: ${formatMoney(priceOfSeats(owed.seats, price.cents).monthly)} a month at ${formatMoney(price.cents)} a seat.`
              : ". There is no unit price, so what these seats cost is unknown."}
          </>
        ) : daysLeftOut > 0 ? (
          `Nothing is owed: ${formatCount(daysLeftOut, "day that ended over is", "days that ended over are")} left out.`
        ) : (
          "No day of the period ended over the total."
        )}
      </p>
    </>
  );
}
