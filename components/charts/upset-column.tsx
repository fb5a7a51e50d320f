import { formatNumber } from "@/domain/format";
import { rowHeight, type UpSetGeometry } from "./upset-geometry";
import { UpSetLink } from "./upset-link";

/** An exact intersection of the rows named. `emphasis` tells what was chosen from the rest. */
export type UpSetColumn = {
  key: string;
  rowIds: readonly number[];
  count: number;
  label: string;
  href: string;
  isCurrent: boolean;
  emphasis: "none" | "chosen" | "other";
};

const fills = { none: "fill-accent", chosen: "fill-accent", other: "fill-control" };
const dots = { none: "fill-text", chosen: "fill-accent", other: "fill-control" };
const lines = { none: "stroke-text", chosen: "stroke-accent", other: "stroke-control" };

type Props = { column: UpSetColumn; places: number[]; left: number; at: UpSetGeometry };

export function UpSetColumnLink({ column, places, left, at }: Props) {
  const { label, href, isCurrent, count, emphasis } = column;
  const middle = left + at.columnWidth / 2;
  const height = at.bar(count);
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0].map((place) => at.rowTop(place) + rowHeight / 2);

  return (
    <UpSetLink
      label={label}
      href={href}
      isCurrent={isCurrent}
      frame={{ x: left, y: 0, width: at.columnWidth, height: at.height }}
      tooltip={label}
    >
      <rect
        x={middle - at.barWidth / 2}
        y={at.barsBottom - height}
        width={at.barWidth}
        height={height}
        className={fills[emphasis]}
      />
      <text x={middle} y={at.barsBottom - height - 6} textAnchor="middle" className="fill-text">
        {formatNumber(count)}
      </text>
      <path d={`M${middle} ${first}V${last}`} strokeWidth={2} className={lines[emphasis]} />
      {places.map((place) => (
        <circle key={place} cx={middle} cy={at.rowTop(place) + rowHeight / 2} r={5} className={dots[emphasis]} />
      ))}
    </UpSetLink>
  );
}
