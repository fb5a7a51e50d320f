import { SeatHistoryChart } from "@/components/charts/seat-history-chart";
import { SeatDaysTable } from "@/components/seat-days-table";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { addresses } from "@/domain/addresses";
import type { TrueUpDay } from "@/domain/true-up";

/** The last 90 days, or as many as are recorded. */
export function SeatHistorySection({ accountId, days }: { accountId: string; days: TrueUpDay[] }) {
  if (days.length === 0) return null;
  return (
    <Section
      title="Seat history"
      actions={<Link href={addresses.account(accountId).seatHistory()}>All history, changes and true-up</Link>}
    >
      <SeatHistoryChart days={days} />
      <details className="print:hidden">
        <summary className="w-fit text-text-muted">The chart as a table</summary>
        <div className="pt-2">
          <SeatDaysTable days={days} />
        </div>
      </details>
    </Section>
  );
}
