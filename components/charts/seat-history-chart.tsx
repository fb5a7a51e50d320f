import clsx from "clsx";
import type { SeatDay } from "@/domain/seat-history";
import { Day } from "../ui/day";
import { formatNumber } from "../ui/format";

/** The height of the drawing in its own units; its width is one unit a day. */
const height = 100;

/** The most seats used on each day, what is beyond the total apart, and the total as a line. */
export function SeatHistoryChart({ days }: { days: SeatDay[] }) {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const most = Math.max(1, ...days.flatMap(({ peakUsed, total }) => [peakUsed, total]));
  const y = (seats: number) => height - (seats / most) * height;
  const within = days.map(({ peakUsed, peakOver }) => peakUsed - peakOver);
  const isOver = days.some(({ peakOver }) => peakOver > 0);

  return (
    <figure className="surface grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-2 p-4">
      <div className="flex flex-col justify-between text-right text-small text-text-muted tabular-nums leading-none">
        <span>{formatNumber(most)}</span>
        <span>0</span>
      </div>
      <svg
        role="img"
        aria-label={inWords(days, first, last)}
        viewBox={`0 0 ${days.length} ${height}`}
        preserveAspectRatio="none"
        className="h-36 w-full overflow-visible"
      >
        <path d={area(within.map(y), y(0))} className="fill-accent opacity-25" />
        {isOver && <path d={between(days, y)} className="fill-danger opacity-60" />}
        <path d={steps(days.map(({ peakUsed }) => y(peakUsed)))} className="stroke-accent" {...line} />
        <path
          d={steps(days.map(({ total }) => y(total)))}
          strokeDasharray="4 3"
          className="stroke-text-muted"
          {...line}
        />
        <path d={`M0 ${height}H${days.length}`} className="stroke-line-strong" {...line} />
      </svg>
      <div className="col-start-2 flex justify-between text-small text-text-muted">
        <Day day={first.day} />
        <Day day={last.day} />
      </div>
      <figcaption className="col-start-2 flex flex-wrap gap-x-5 gap-y-1 text-small">
        <Mark className="bg-accent">Used, the most of each day</Mark>
        <Mark className="h-0 border-text-muted border-t-2 border-dashed">Total</Mark>
        {isOver && <Mark className="bg-danger">Over</Mark>}
      </figcaption>
    </figure>
  );
}

const line = { fill: "none", strokeWidth: 1.5, vectorEffect: "non-scaling-stroke" } as const;

function Mark({ className, children }: { className: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span
        aria-hidden
        className={clsx("inline-block w-3 rounded-small", className, !className.includes("h-0") && "h-2")}
      />
      {children}
    </span>
  );
}

/** A level holds for its whole day. */
function steps(levels: number[]): string {
  return levels.map((level, day) => `${day === 0 ? "M0 " : "V"}${round(level)}H${day + 1}`).join("");
}

function area(levels: number[], base: number): string {
  return `${steps(levels)}V${base}H0Z`;
}

/** For each day over, the part from the total that held to what was used. */
function between(days: SeatDay[], y: (seats: number) => number): string {
  return days
    .map(({ peakUsed, peakOver }, day) =>
      peakOver > 0 ? `M${day} ${round(y(peakUsed))}H${day + 1}V${round(y(peakUsed - peakOver))}H${day}Z` : "",
    )
    .join("");
}

const round = (level: number) => Math.round(level * 100) / 100;

function inWords(days: SeatDay[], first: SeatDay, last: SeatDay): string {
  const most = Math.max(...days.map(({ peakUsed }) => peakUsed));
  const over = Math.max(...days.map(({ peakOver }) => peakOver));
  const levels = `from ${formatNumber(first.used)} of ${formatNumber(first.total)} used on ${first.day} to ${formatNumber(last.used)} of ${formatNumber(last.total)} on ${last.day}`;
  return `Seat history, ${levels}; at most ${formatNumber(most)} used${over > 0 ? `, ${formatNumber(over)} over` : ""}`;
}
