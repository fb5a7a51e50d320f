import { SeatBar } from "@/components/seat-bar";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatNumber, formatPercent } from "@/components/ui/format";
import type { SeatTotals } from "@/domain/seats";

type Props = { before: SeatTotals; after: SeatTotals };

/** What the seats would be, while it is typed. */
export function SeatPlanPreview({ before, after }: Props) {
  const item = (term: string, name: keyof SeatTotals, isBad = false) => ({
    term,
    value: formatNumber(after[name]),
    before: before[name] === after[name] ? undefined : formatNumber(before[name]),
    tone: isBad && after[name] > 0 ? ("danger" as const) : undefined,
  });

  return (
    <div className="flex flex-col gap-3 max-lg:order-first">
      <DefinitionList
        label="Before and after"
        items={[
          item("Used seats", "used"),
          item("Total seats", "total"),
          item("Available seats", "available"),
          item("Over by", "over", true),
        ]}
      />
      <SeatBar {...after} size="large" />
      <p aria-live="polite" className="text-small text-text-muted">
        {after.over > 0 ? `Over by ${formatNumber(after.over)}` : `Used: ${formatPercent(after.used, after.total)}`}
      </p>
    </div>
  );
}
