import type { ReactNode } from "react";
import { formatNumber } from "@/domain/format";
import type { TrueUpDay } from "@/domain/true-up";
import { Day } from "../ui/day";
import { axisTicks } from "./axis-ticks";

/** The height of the drawing in its own units; its width is one unit a day. */
const height = 100;

/** How each day ended: used seats, those that the true-up counts apart, and the total as a line. A tick is the most used. */
export function SeatHistoryChart({ days }: { days: TrueUpDay[] }) {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const ticks = axisTicks(Math.max(...days.flatMap(({ peakUsed, total }) => [peakUsed, total])));
  const y = (seats: number) => height - (seats / ticks.at(-1)!) * height;
  const within = days.map(({ used, owed }) => used - owed);
  const isOver = days.some(({ owed }) => owed > 0);
  const peaks = ticksAbove(days, y);

  return (
    <figure className="surface grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-2 p-4">
      <div className="-my-1.5 flex flex-col-reverse justify-between text-right text-small text-text-muted tabular-nums leading-none">
        {ticks.map((tick) => (
          <span key={tick}>{formatNumber(tick)}</span>
        ))}
      </div>
      <svg
        role="img"
        aria-label={inWords(days, first, last)}
        viewBox={`0 0 ${days.length} ${height}`}
        preserveAspectRatio="none"
        className="h-36 w-full overflow-visible"
      >
        <path
          d={ticks
            .slice(1)
            .map((tick) => `M0 ${round(y(tick))}H${days.length}`)
            .join("")}
          className="stroke-line"
          {...line}
        />
        <path d={area(within.map(y), y(0))} className="fill-accent opacity-25" />
        {isOver && <path d={between(days, y)} className="fill-danger opacity-60" />}
        <path d={steps(days.map(({ used }) => y(used)))} className="stroke-accent" {...line} />
        {peaks && <path d={peaks} className="stroke-accent" {...line} />}
        <path
          d={steps(days.map(({ total }) => y(total)))}
          strokeDasharray={dashes}
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
        <Mark swatch={<span className="inline-block h-2 w-3 rounded-small bg-accent" />}>
          Used at the end of each day
        </Mark>
        {peaks && (
          <Mark
            swatch={
              <svg aria-hidden="true" width={8} height={2} className="stroke-accent">
                <path d="M0 1H8" {...line} />
              </svg>
            }
          >
            Most used within a day
          </Mark>
        )}
        <Mark
          swatch={
            <svg aria-hidden="true" width={18} height={2} className="stroke-text-muted">
              <path d="M0 1H18" strokeDasharray={dashes} {...line} />
            </svg>
          }
        >
          Total
        </Mark>
        {isOver && <Mark swatch={<span className="inline-block h-2 w-3 rounded-small bg-danger" />}>Over</Mark>}
      </figcaption>
    </figure>
  );
}

const dashes = "4 3";
const line = { fill: "none", strokeWidth: 1.5, vectorEffect: "non-scaling-stroke" } as const;

function Mark({ swatch, children }: { swatch: ReactNode; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      {swatch}
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

/** For each day that the true-up counts, the part from the total to what was used. */
function between(days: TrueUpDay[], y: (seats: number) => number): string {
  return days
    .map(({ used, owed }, day) =>
      owed > 0 ? `M${day} ${round(y(used))}H${day + 1}V${round(y(used - owed))}H${day}Z` : "",
    )
    .join("");
}

/** For each day that ended below its most used seats, a tick there. */
function ticksAbove(days: TrueUpDay[], y: (seats: number) => number): string {
  return days
    .map(({ used, peakUsed }, day) => (peakUsed > used ? `M${day} ${round(y(peakUsed))}H${day + 1}` : ""))
    .join("");
}

const round = (level: number) => Math.round(level * 100) / 100;

function inWords(days: TrueUpDay[], first: TrueUpDay, last: TrueUpDay): string {
  const most = Math.max(...days.map(({ peakUsed }) => peakUsed));
  const over = Math.max(...days.map(({ owed }) => owed));
  const levels = `from ${formatNumber(first.used)} of ${formatNumber(first.total)} used on ${first.day} to ${formatNumber(last.used)} of ${formatNumber(last.total)} on ${last.day}`;
  return `Seat history, ${levels}; at most ${formatNumber(most)} used${over > 0 ? `, ${formatNumber(over)} over` : ""}`;
}
