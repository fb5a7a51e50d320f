import { type Column, DataTable } from "@/components/ui/table";
import { formatNumber } from "@/domain/format";

/** An import may be about thousands; nobody reads on, and each row costs everybody who looks. */
const mostShown = 200;

type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** What the rows are in order of. */
  nameOf: (row: Row) => string;
  /** Rows that come before the others where not all are shown, and what these are. */
  isFirst: (row: Row) => boolean;
  firstInWords: string;
};

/** A table of an import's outcome: all of its rows, or the first of them. */
export function OutcomeTable<Row>({ label, columns, rows, rowKey, nameOf, isFirst, firstInWords }: Props<Row>) {
  const order = new Intl.Collator("en");
  const inOrder = rows.toSorted((one, other) => order.compare(nameOf(one), nameOf(other)));
  const isLong = rows.length > mostShown;
  const first = isLong ? [...inOrder.filter(isFirst), ...inOrder.filter((row) => !isFirst(row))] : inOrder;
  return (
    <>
      <DataTable label={label} columns={columns} rows={first.slice(0, mostShown)} rowKey={rowKey} empty={null} />
      {isLong && (
        <p className="text-text-muted">
          The first {formatNumber(mostShown)} of {formatNumber(rows.length)}, {firstInWords} before the others.
        </p>
      )}
    </>
  );
}
