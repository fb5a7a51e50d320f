import clsx from "clsx";
import { AccountBadges } from "@/components/account-badges";
import { SeatBar } from "@/components/seat-bar";
import { Link } from "@/components/ui/link";
import { SelectRow } from "@/components/ui/select-row";
import type { Column } from "@/components/ui/table";
import { type AccountCounts, type AccountMarks, peopleOf } from "@/domain/accounts";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber, formatPercent } from "@/domain/format";
import type { AccountListing } from "@/domain/input/listings";
import { doubleCounted, isNearlyFull, type SeatPlan, seatTotals } from "@/domain/seats";

type Account = AccountMarks &
  AccountCounts &
  SeatPlan & { id: string; name: string; plan: string; organizationSeatCount: number };
type Row = Account & { isChecked: boolean };
type Sort = AccountListing["sort"];

const totalsOf = (account: Account) => seatTotals(account, account.usedSeatCount);

function number(id: Sort, header: string, value: (account: Account) => number): Column<Row> {
  return {
    id,
    header,
    isNumber: true,
    isSortable: true,
    cell: (account) => (
      <span className={value(account) === 0 ? "text-text-muted" : undefined}>{formatNumber(value(account))}</span>
    ),
  };
}

export const accountColumns: Column<Row>[] = [
  {
    id: "select",
    header: "Select",
    isHeaderHidden: true,
    isRowHeader: false,
    cell: ({ id, name, isChecked }) => <SelectRow name="check" value={id} label={name} isSelected={isChecked} />,
  },
  {
    id: "name" satisfies Sort,
    header: "Account",
    isSortable: true,
    isRowHeader: true,
    cell: (account) => (
      <span className="flex items-center gap-2">
        <Link
          href={addresses.account(account.id).overview}
          title={account.name}
          className="max-w-72 truncate rounded-small outline-offset-[-2px] hover:underline max-xl:max-w-44"
        >
          {account.name}
        </Link>
        <AccountBadges {...account} />
      </span>
    ),
  },
  {
    id: "used" satisfies Sort,
    header: "Used seats",
    isNumber: true,
    isSortable: true,
    cell: (account) => <UsedSeats account={account} />,
  },
  number("total", "Total seats", (account) => totalsOf(account).total),
  { id: "plan" satisfies Sort, header: "Plan", isSortable: true, cell: ({ plan }) => plan },
  number("organizations", "Organizations", ({ organizationCount }) => organizationCount),
  number("people", "People", peopleOf),
  number("double_counted", "Double counted", ({ organizationSeatCount, usedSeatCount }) =>
    doubleCounted({ organizationSeats: organizationSeatCount, used: usedSeatCount }),
  ),
  number("over", "Over by", (account) => totalsOf(account).over),
];

/** The number with its bar, so that the two are read together. */
function UsedSeats({ account }: { account: Account }) {
  const totals = totalsOf(account);
  const { used, total, over } = totals;
  const tone = over > 0 ? "text-danger" : isNearlyFull(totals) ? "text-warning" : "text-text-muted";
  const isNotable = over > 0 || isNearlyFull(totals);
  return (
    <div className="flex items-center justify-end gap-3 max-sm:flex-row-reverse">
      <div className="w-42 py-0.5 text-left text-small leading-tight">
        <span className={clsx("flex items-center gap-2", tone, isNotable && "font-medium")}>
          <SeatBar {...totals} />
          {over > 0 ? `over by ${formatNumber(over)}` : formatPercent(used, total)}
        </span>
        <span className="text-text-muted">{seatlessOf(account)}</span>
      </div>
      <span className={clsx("min-w-14 sm:text-right", used === 0 && "text-text-muted")}>{formatNumber(used)}</span>
    </div>
  );
}

/** Who is counted among the people beside the bar's seats; nothing where there is nobody. */
function seatlessOf({ studentCount, botCount }: Account): string {
  return [
    studentCount > 0 ? formatCount(studentCount, "student", "students") : [],
    botCount > 0 ? formatCount(botCount, "bot", "bots") : [],
  ]
    .flat()
    .join(", ");
}
