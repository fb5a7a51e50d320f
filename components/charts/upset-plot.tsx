import clsx from "clsx";
import { useId } from "react";
import { formatNumber } from "@/domain/format";
import { shorten } from "@/domain/shorten";
import { type UpSetColumn, UpSetColumnLink } from "./upset-column";
import { longestName, rowHeight, rowsTop, type UpSetGeometry, upsetGeometry } from "./upset-geometry";
import { UpSetLink } from "./upset-link";

/** A set. `label` says in words what its link leads to. */
type UpSetRow = { id: number; name: string; count: number; label: string; href: string; isCurrent: boolean };

type Props = {
  title: string;
  description: string;
  rows: UpSetRow[];
  columns: UpSetColumn[];
  /** What is in none of the columns, summed in a last bar. */
  rest: { count: number; label: string } | undefined;
};

/** Sets against their exact intersections. Everything that has a number is a link, so it needs no script. */
export function UpSetPlot({ title, description, rows, columns, rest }: Props) {
  const id = useId();
  const most = Math.max(...columns.map(({ count }) => count));
  const at = upsetGeometry(rows, rest ? [...columns, rest] : columns, most);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
    <section aria-label={`${title}, scrollable`} tabIndex={0} className="surface overflow-x-auto p-4">
      {/* biome-ignore lint/a11y/useSemanticElements: no element of HTML groups the parts of a drawing. */}
      <svg
        role="group"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-description`}
        width={at.width}
        height={at.height}
        viewBox={`0 0 ${at.width} ${at.height}`}
        className="block max-w-none text-small tabular-nums"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-description`}>{description}</desc>
        <Captions at={at} />
        <EmptyDots at={at} rowCount={rows.length} columnCount={columns.length} />
        {rows.map((row, place) => (
          <Row key={row.id} row={row} place={place} at={at} />
        ))}
        {columns.map((column, place) => (
          <UpSetColumnLink
            key={column.key}
            column={column}
            places={rows.flatMap((row, at) => (column.rowIds.includes(row.id) ? [at] : []))}
            left={at.columnLeft(place)}
            at={at}
          />
        ))}
        {rest && <Rest {...rest} left={at.columnLeft(columns.length)} isCut={rest.count > most} at={at} />}
        <path d={`M${at.columnsLeft} ${at.barsBottom}H${at.width}`} className="stroke-line-strong" />
      </svg>
    </section>
  );
}

function Captions({ at }: { at: UpSetGeometry }) {
  const right = at.columnsLeft - 16;
  return (
    <g aria-hidden className="fill-text-muted">
      <text x={right} y={at.barsBottom - 134} textAnchor="end">
        Exact: people in these
      </text>
      <text x={right} y={at.barsBottom - 118} textAnchor="end">
        organizations and no other
      </text>
      <text x={0} y={rowsTop - 10}>
        Inclusive: everybody in it
      </text>
    </g>
  );
}

/** Where no row is lit, and a stripe behind every other row; drawn once, however many columns there are. */
function EmptyDots({ at, rowCount, columnCount }: { at: UpSetGeometry; rowCount: number; columnCount: number }) {
  const id = useId();
  const stripes = Array.from({ length: Math.ceil(rowCount / 2) }, (_, pair) => pair * 2);
  return (
    <g aria-hidden>
      {stripes.map((place) => (
        <rect key={place} y={at.rowTop(place)} width={at.width} height={rowHeight} className="fill-raised" />
      ))}
      <pattern
        id={id}
        x={at.columnsLeft}
        y={rowsTop}
        width={at.columnWidth}
        height={rowHeight}
        patternUnits="userSpaceOnUse"
      >
        <circle cx={at.columnWidth / 2} cy={rowHeight / 2} r={4} className="fill-line" />
      </pattern>
      <rect
        x={at.columnsLeft}
        y={rowsTop}
        width={columnCount * at.columnWidth}
        height={rowCount * rowHeight}
        fill={`url(#${id})`}
      />
    </g>
  );
}

function Row({ row, place, at }: { row: UpSetRow; place: number; at: UpSetGeometry }) {
  const top = at.rowTop(place);
  const middle = top + rowHeight / 2;
  return (
    <UpSetLink
      {...row}
      frame={{ x: 0, y: top, width: at.columnsLeft - 8, height: rowHeight }}
      tooltip={`${row.name}: ${row.label}`}
    >
      <text
        x={6}
        y={middle}
        dominantBaseline="central"
        className={clsx("font-medium", row.isCurrent ? "fill-accent" : "fill-text")}
      >
        {shorten(row.name, longestName)}
      </text>
      <text x={at.countRight} y={middle} dominantBaseline="central" textAnchor="end" className="fill-text">
        {formatNumber(row.count)}
      </text>
      <rect
        x={at.setBarsLeft}
        y={middle - 6}
        width={at.setBar(row.count)}
        height={12}
        rx={2}
        className={row.isCurrent ? "fill-accent" : "fill-control"}
      />
    </UpSetLink>
  );
}

type RestProps = { count: number; label: string; left: number; isCut: boolean; at: UpSetGeometry };

/** Where it is larger than any bar it is cut, so that the others keep a height that can be told apart. Said below in words. */
function Rest({ count, label, left, isCut, at }: RestProps) {
  const middle = left + at.columnWidth / 2;
  const top = at.barsBottom - at.bar(count);
  const x = middle - at.barWidth / 2;
  return (
    <g aria-hidden>
      <title>{label}</title>
      <rect
        x={x}
        y={top}
        width={at.barWidth}
        height={at.bar(count)}
        className="fill-line stroke-control"
        strokeDasharray="3 3"
      />
      {isCut && (
        <path d={`M${x - 3} ${top + 24}l${at.barWidth + 6} -8v6l${-at.barWidth - 6} 8z`} className="fill-surface" />
      )}
      <text x={middle} y={top - 6} textAnchor="middle" className="fill-text-muted">
        {formatNumber(count)}
      </text>
      <text
        x={middle}
        y={rowsTop + rowHeight / 2}
        dominantBaseline="central"
        textAnchor="middle"
        className="fill-text-muted"
      >
        rest
      </text>
    </g>
  );
}
