import type { ReactNode } from "react";
import { Day } from "@/components/ui/day";
import { DialogButton } from "@/components/ui/dialog-button";
import { type Column, DataTable } from "@/components/ui/table";
import type { OverCause } from "@/db/queries/over-causes";
import { actionWords } from "@/domain/audit-log";
import { formatCount, formatDay, formatNumber } from "@/domain/format";
import { reasonsInWords } from "@/domain/permissions";
import { type DayOver, refuseLeaveOut } from "@/domain/true-up";

type Row = DayOver<OverCause>;

type Props = {
  rows: Row[];
  today: string;
  hrefFor: (dialog: { leaveOut: string } | { takeIn: string }) => string;
  disabledReasons: { leaveOut: string | undefined; takeIn: string | undefined };
};

/** The days that make up the true-up, what put each over, and those that are left out. */
export function DaysOverTable({ rows, ...actions }: Props) {
  return (
    <DataTable label="Days over" columns={columnsFor(actions)} rows={rows} rowKey={({ day }) => day} empty={null} />
  );
}

function columnsFor({ today, hrefFor, disabledReasons }: Omit<Props, "rows">): Column<Row>[] {
  return [
    { id: "day", header: "Day", cell: ({ day }) => <Day day={day} /> },
    {
      id: "over",
      header: "Over at its end",
      isNumber: true,
      cell: ({ over, owed }) => (
        <span className={owed > 0 ? "font-medium text-danger" : undefined}>{formatNumber(over)}</span>
      ),
    },
    { id: "causes", header: "Causes", cell: (row) => <Causes row={row} /> },
    { id: "true-up", header: "True-up", cell: (row) => <InTrueUp row={row} today={today} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: ({ day, over, leftOut }) => (
        <div className="flex justify-end">
          {leftOut ? (
            <DialogButton
              label="Take back in"
              name={`Take back in ${inWords(day)}`}
              href={hrefFor({ takeIn: day })}
              disabledReason={disabledReasons.takeIn}
            />
          ) : (
            <DialogButton
              label="Leave out"
              name={`Leave out ${inWords(day)}`}
              href={hrefFor({ leaveOut: day })}
              disabledReason={reasonsInWords(
                refuseLeaveOut({ day, over, today, isLeftOut: false }),
                disabledReasons.leaveOut,
              )}
            />
          )}
        </div>
      ),
    },
  ];
}

function Causes({ row: { causes, since } }: { row: Row }): ReactNode {
  if (causes.length === 0) {
    return (
      <span className="text-text-muted">
        {since ? (
          <>
            Still over from <Day day={since} />
          </>
        ) : (
          "Still over from before this period"
        )}
      </span>
    );
  }
  const rest = (causes[0]?.count ?? 0) - causes.length;
  return (
    <ul className="max-w-96 whitespace-normal break-words py-1.5">
      {causes.map(({ id, seats, cause }) => (
        <li key={id}>
          {formatCount(seats, "seat", "seats")}:{" "}
          {cause ? (
            <>
              {actionWords[cause.action]}, {cause.actor}
              <span className="text-text-muted">: {cause.reason}</span>
            </>
          ) : (
            <span className="text-text-muted">not recorded by the console</span>
          )}
        </li>
      ))}
      {rest > 0 && <li className="text-text-muted">and {formatCount(rest, "more change", "more changes")}</li>}
    </ul>
  );
}

function InTrueUp({ row: { owed, leftOut, day }, today }: { row: Row; today: string }): ReactNode {
  if (leftOut) {
    return (
      <span className="block max-w-96 whitespace-normal break-words py-1.5">
        Left out by {leftOut.actor}
        <span className="text-text-muted">: {leftOut.reason}</span>
      </span>
    );
  }
  if (day >= today) return <span className="text-text-muted">Not before the day ends</span>;
  return formatCount(owed, "seat", "seats");
}

const inWords = (day: string) => formatDay(new Date(day));
