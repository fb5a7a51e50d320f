import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SeatHistoryChart } from "@/components/charts/seat-history-chart";
import { SeatDaysTable } from "@/components/seat-days-table";
import { CsvLink } from "@/components/ui/csv-link";
import { Day } from "@/components/ui/day";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterDate } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { PrintHeading } from "@/components/ui/print-heading";
import { Section } from "@/components/ui/section";
import { findAccount } from "@/db/queries/accounts";
import { findPlan } from "@/db/queries/plans";
import { listSeatChanges, listSeatDays } from "@/db/queries/seat-history";
import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";
import { periodFrom } from "@/domain/input/seat-history";
import { pageSize } from "@/domain/listings";
import { unitPriceOf } from "@/domain/money";
import { dayOf, mostDays, trueUpOf } from "@/domain/seat-history";
import { requireStaff } from "@/server/session";
import { SeatChangesTable } from "./seat-changes-table";
import { TrueUpPanel } from "./true-up-panel";

export const metadata: Metadata = { title: "Seat history" };

export default async function SeatHistoryPage({
  params,
  searchParams,
}: PageProps<"/accounts/[accountId]/seats/history">) {
  const { read } = await requireStaff();
  const { accountId } = await params;
  const period = periodFrom(await searchParams, dayOf(new Date()));
  const { account, plan, days, changes } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    return {
      account,
      plan: await findPlan(db, account.plan),
      days: await listSeatDays(db, accountId, period),
      changes: await listSeatChanges(db, accountId, period),
    };
  });

  const { seatHistory, seats } = addresses.account(accountId);
  const { from, to, page } = period;
  const hrefFor = listHref(seatHistory, { from, to });
  const trueUp = trueUpOf(days);

  return (
    <div className="space-y-8">
      <Section
        title="Seat history"
        description={
          <>
            Every change of used and total seats, as it was recorded when it happened. Days are in UTC.{" "}
            <Link href={seats()}>Seat plan</Link>
          </>
        }
        actions={<CsvLink href={addresses.api.account(accountId).seatHistory({ from, to })} />}
      >
        <PrintHeading>
          <Day day={from} /> to <Day day={to} />
        </PrintHeading>
        <FilterForm action={seatHistory()} label="Period">
          <FilterDate name="from" label="From" defaultValue={from} max={to} />
          <FilterDate name="to" label="To" defaultValue={to} max={dayOf(new Date())} />
        </FilterForm>
        {trueUp ? (
          <>
            <TrueUpPanel trueUp={trueUp} price={plan && unitPriceOf(account, plan)} />
            <SeatHistoryChart days={days} />
          </>
        ) : (
          <div className="surface">
            <EmptyState title="Nothing is recorded of this period.">
              The history of this account begins later. <Link href={seatHistory()}>Show the last 90 days</Link>.
            </EmptyState>
          </div>
        )}
      </Section>
      {/* On paper, which customers see, no reasons that staff wrote for each other. */}
      <div className="space-y-8 print:hidden">
        <Section title="Changes" description="What moved used or total seats, and why.">
          <SeatChangesTable
            rows={changes.rows}
            empty={
              changes.total > 0 ? (
                <NoSuchPage firstHref={hrefFor()} />
              ) : (
                <EmptyState title="Nothing changed in this period." />
              )
            }
          />
          <Pagination
            page={page}
            pageSize={pageSize}
            total={changes.total}
            noun={["change", "changes"]}
            label="Pages of changes"
            hrefFor={hrefFor}
          />
        </Section>
        {days.length > 0 && (
          <Section
            title="Days"
            description={`Each day of the period, ${formatNumber(mostDays)} at most, the latest first.`}
          >
            <SeatDaysTable days={days} />
          </Section>
        )}
      </div>
    </div>
  );
}
