import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { leaveOutDay } from "@/changes/accounts/leave-out-day";
import { takeInDay } from "@/changes/accounts/take-in-day";
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
import type { Reader } from "@/db/executor";
import { findAccount } from "@/db/queries/accounts";
import { listOverCauses } from "@/db/queries/over-causes";
import { findPlan } from "@/db/queries/plans";
import { listSeatChanges, listTrueUpDays } from "@/db/queries/seat-history";
import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";
import { periodFrom, TrueUpAddress } from "@/domain/input/seat-history";
import { pageSize } from "@/domain/listings";
import { unitPriceOf } from "@/domain/money";
import { disabledReason } from "@/domain/permissions";
import { dayOf, mostDays } from "@/domain/seat-history";
import { type DayPlan, daysOverOf, trueUpChange, trueUpOf } from "@/domain/true-up";
import { requireStaff } from "@/server/session";
import { DaysOverTable } from "./days-over-table";
import { SeatChangesTable } from "./seat-changes-table";
import { TrueUpDayDialog } from "./true-up-day-dialog";
import { TrueUpPanel } from "./true-up-panel";

export const metadata: Metadata = { title: "Seat history" };

export default async function SeatHistoryPage({
  params,
  searchParams,
}: PageProps<"/accounts/[accountId]/seats/history">) {
  const { staff, read } = await requireStaff();
  const { accountId } = await params;
  const query = await searchParams;
  const today = dayOf(new Date());
  const period = periodFrom(query, today);
  const dialog = TrueUpAddress.parse(query);
  const { account, plan, days, causes, changes, asked } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    return {
      account,
      plan: await findPlan(db, account.plan),
      days: await listTrueUpDays(db, accountId, period, today),
      causes: await listOverCauses(db, accountId, period),
      changes: await listSeatChanges(db, accountId, period),
      asked: await weighDay(db, accountId, dialog),
    };
  });

  const { seatHistory, seats } = addresses.account(accountId);
  const { from, to, page } = period;
  const hrefFor = listHref(seatHistory, { from, to });
  const here = { page: page > 1 ? page : undefined };
  const trueUp = trueUpOf(days);
  const daysOver = daysOverOf(days, causes);
  const disabledReasons = {
    leaveOut: disabledReason(staff, "true_up.leave_out"),
    takeIn: disabledReason(staff, "true_up.take_in"),
  };

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
        {daysOver.length > 0 && (
          <Section
            title="Days over"
            description="The true-up counts these days by how each ended in UTC. What was taken back within its day is not among the causes."
          >
            <DaysOverTable
              rows={daysOver}
              today={today}
              hrefFor={(opened) => hrefFor({ ...here, ...opened })}
              disabledReasons={disabledReasons}
            />
          </Section>
        )}
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
      {asked && trueUp && (
        <TrueUpDayDialog
          key={`${asked.kind} ${asked.plan.day}`}
          kind={asked.kind}
          asked={{ accountId, day: asked.plan.day, preview: asked.preview }}
          plan={asked.plan}
          {...trueUpChange(days, asked)}
          closeHref={hrefFor(here)}
          disabledReason={disabledReasons[asked.kind]}
        />
      )}
    </div>
  );
}

type AskedDay = { kind: keyof TrueUpAddress; plan: DayPlan; preview: string };

/** The change that the open dialog would make. */
async function weighDay(
  db: Reader,
  accountId: string,
  { leaveOut, takeIn }: TrueUpAddress,
): Promise<AskedDay | undefined> {
  if (leaveOut) return { kind: "leaveOut", ...(await leaveOutDay.weigh(db, { accountId, day: leaveOut })) };
  if (takeIn) return { kind: "takeIn", ...(await takeInDay.weigh(db, { accountId, day: takeIn })) };
}
