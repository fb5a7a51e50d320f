import { SeatBar } from "@/components/seat-bar";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatCount, formatNumber, formatPercent } from "@/domain/format";
import { isNearlyFull, type SeatTotals } from "@/domain/seats";

type Props = {
  totals: SeatTotals;
  doubleCounted: number;
  people: number;
  students: number;
  bots: number;
  organizations: number;
};

export function SeatTotalsPanel({ totals, doubleCounted, people, students, bots, organizations }: Props) {
  const { used, total, available, over } = totals;
  const numbers = [
    { term: "Used seats", value: used, tone: isNearlyFull(totals) ? ("warning" as const) : undefined },
    { term: "Total seats", value: total },
    { term: "Available seats", value: available },
    { term: "Over by", value: over, tone: over > 0 ? ("danger" as const) : undefined },
    { term: "Double counted", value: doubleCounted },
    { term: "People", value: people },
    { term: "Students", value: students },
    { term: "Bots", value: bots },
    { term: "Organizations", value: organizations },
  ];

  return (
    <>
      <DefinitionList
        label="Seat totals"
        layout="stats"
        items={numbers.map((item) => ({ ...item, value: formatNumber(item.value) }))}
      />
      <SeatBar {...totals} size="large" />
      <p className="max-w-4xl text-pretty text-text-muted">
        <span className="text-text">
          {over > 0 ? `Over by ${formatNumber(over)}` : `Used: ${formatPercent(used, total)}`}
        </span>
        {students + bots > 0 &&
          `, with ${formatCount(students, "student", "students")} and ${formatCount(bots, "bot", "bots")} who take no seat`}
        . {organizations > 0 && inWords({ used, doubleCounted })}
      </p>
    </>
  );
}

function inWords({ used, doubleCounted }: { used: number; doubleCounted: number }): string {
  if (doubleCounted === 0)
    return "Nobody with a seat is in two organizations, so one pool needs as many as billing per organization.";
  const alone = formatNumber(used + doubleCounted);
  return `Billing per organization would charge ${alone} seats. The shared pool needs ${formatNumber(used)}, which is ${formatNumber(doubleCounted)} fewer, because people in several organizations count in each of them but take one seat.`;
}
