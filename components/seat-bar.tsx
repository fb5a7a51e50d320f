import clsx from "clsx";
import { useId } from "react";
import { formatNumber } from "@/domain/format";
import { isNearlyFull } from "@/domain/seats";

type Props = { used: number; total: number; over: number; size?: "small" | "large" };

/** Used seats within the total; what is over stands hatched beyond the end of the total. */
export function SeatBar({ used, total, over, size = "small" }: Props) {
  const hatchId = useId();
  const whole = Math.max(used, total, 1);
  // However few are over, the hatched part stays wide enough to be seen.
  const end = over > 0 ? Math.min(total / whole, 0.88) : 1;
  const filled = over > 0 ? end : used / whole;

  return (
    <svg
      role="img"
      aria-label={inWords({ used, total, over })}
      className={clsx("block shrink-0 overflow-hidden rounded-small", size === "small" ? "h-2 w-24" : "h-3 w-full")}
    >
      <defs>
        <pattern id={hatchId} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className="fill-danger-soft" />
          <rect width="2.5" height="5" className="fill-danger" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" className="fill-line" />
      <rect
        width={percent(filled)}
        height="100%"
        className={isNearlyFull({ used, total, over }) ? "fill-warning-fill" : "fill-accent"}
      />
      {over > 0 && <rect x={percent(end)} width="100%" height="100%" fill={`url(#${hatchId})`} />}
      {over > 0 && total > 0 && <rect x={percent(end)} width="2" height="100%" className="fill-surface" />}
    </svg>
  );
}

const percent = (share: number) => `${share * 100}%`;

function inWords({ used, total, over }: { used: number; total: number; over: number }): string {
  if (total === 0 && used === 0) return "No seats";
  const seats = `${formatNumber(used)} of ${formatNumber(total)} seats used`;
  return over > 0 ? `${seats}, over by ${formatNumber(over)}` : seats;
}
