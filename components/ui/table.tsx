import clsx from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "./link";
import { TableFrame } from "./table-frame";

export type Column<Row> = {
  id: string;
  header: string;
  isNumber?: boolean;
  isSortable?: boolean;
  isHeaderHidden?: boolean;
  /** Names the row. The first column does unless it says otherwise. */
  isRowHeader?: boolean;
  cell: (row: Row) => ReactNode;
};

type Sort = { by: string; direction: "asc" | "desc" };

type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string | number;
  sort?: Sort;
  /** The address of this list in another order. */
  hrefFor?: (order: { sort: string; direction: Sort["direction"] }) => string;
  empty: ReactNode;
};

export function DataTable<Row>({ label, columns, rows, rowKey, sort, hrefFor, empty }: Props<Row>) {
  return (
    <TableFrame label={`${label}, scrollable`}>
      <table aria-label={label} className="w-full border-separate border-spacing-0 whitespace-nowrap text-left">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <HeaderCell
                key={column.id}
                column={column}
                place={placeOf(columns, index)}
                sort={sort}
                hrefFor={hrefFor}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="group">
              {columns.map((column, index) => (
                <BodyCell key={column.id} column={column} row={row} place={placeOf(columns, index)} />
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="whitespace-normal">
                {empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </TableFrame>
  );
}

const cellClass = "h-9 px-2.5 first:pl-4 last:pr-4";

type Place = "select" | "rowHeader" | "actions" | "middle";

/** What names a row and what can be done with it stay in sight while the rest is scrolled past. */
const placeClasses: Record<Place, string> = {
  select: "w-px",
  rowHeader: "max-sm:sticky max-sm:left-0 max-sm:max-w-48 max-sm:overflow-hidden max-sm:text-ellipsis max-sm:border-r",
  actions: "w-px lg:sticky lg:right-0 lg:border-l",
  middle: "",
};

/** Without a visible header, a first column holds the row's checkbox and a last one its buttons. */
function placeOf<Row>(columns: Column<Row>[], index: number): Place {
  const { isRowHeader = index === 0, isHeaderHidden = false } = columns[index]!;
  if (isRowHeader) return "rowHeader";
  if (isHeaderHidden && index === 0) return "select";
  return isHeaderHidden && index === columns.length - 1 ? "actions" : "middle";
}

type HeaderProps<Row> = Pick<Props<Row>, "sort" | "hrefFor"> & { column: Column<Row>; place: Place };

function HeaderCell<Row>({ column, place, sort, hrefFor }: HeaderProps<Row>) {
  const { id, header, isNumber = false, isSortable = false, isHeaderHidden = false } = column;
  const direction = sort?.by === id ? sort.direction : undefined;
  const firstDirection = isNumber ? "desc" : "asc";
  const otherDirection = direction === "asc" ? "desc" : "asc";
  const Arrow = direction === "asc" ? ArrowUp : ArrowDown;

  return (
    <th
      scope="col"
      aria-sort={direction && (direction === "asc" ? "ascending" : "descending")}
      className={clsx(
        cellClass,
        "sticky top-0 border-line border-b bg-raised font-medium text-small text-text-muted",
        place === "actions" ? "z-20" : "z-10",
        place !== "rowHeader" && placeClasses[place],
        isNumber && "text-right",
      )}
    >
      {isSortable && hrefFor ? (
        <Link
          href={hrefFor({ sort: id, direction: direction ? otherDirection : firstDirection })}
          scroll={false}
          className={clsx(
            "flex items-center gap-1 rounded-small hover:text-text",
            isNumber && "flex-row-reverse",
            direction && "text-text",
          )}
        >
          {header}
          {direction && <Arrow aria-hidden size={12} />}
        </Link>
      ) : (
        <span className={isHeaderHidden ? "sr-only" : undefined}>{header}</span>
      )}
    </th>
  );
}

type BodyProps<Row> = { column: Column<Row>; row: Row; place: Place };

function BodyCell<Row>({ column, row, place }: BodyProps<Row>) {
  const className = clsx(
    cellClass,
    placeClasses[place],
    "border-line border-b bg-surface group-last:border-b-0 group-hover:bg-background",
    column.isNumber && "text-right tabular-nums",
  );
  const content = column.cell(row);
  return place === "rowHeader" ? (
    <th scope="row" className={clsx(className, "font-medium")}>
      {content}
    </th>
  ) : (
    <td className={className}>{content}</td>
  );
}
