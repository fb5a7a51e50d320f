import { overOf, type SeatLevel } from "./seat-history";

/** Percentages of an account's seats, ascending. */
export const thresholds = [80, 90, 100] as const;

/** An alert clears this many points below its threshold, so that small changes do not raise it again and again. */
export const clearance = 5;

export type AlertPlan = { raise: number[]; clear: number[] };

/**
 * Which alerts an account's seats raise, and which they clear. In an account with a total of 0, the first used seat
 * reaches every threshold; 0 of 0 reaches none.
 */
export function planAlerts({ used, total }: SeatLevel, raised: readonly number[]): AlertPlan {
  const reaches = (percent: number) => used > 0 && used * 100 >= total * percent;
  return {
    raise: thresholds.filter((threshold) => !raised.includes(threshold) && reaches(threshold)),
    clear: raised.filter((threshold) => !reaches(threshold - clearance)),
  };
}

export type AlertNews = { type: "seat_alert.raised" | "seat_alert.cleared"; threshold: number };

/** What a webhook receives about a change, once: the highest threshold it reached, else the lowest it left. */
export function newsOf({ raise, clear }: AlertPlan): AlertNews | undefined {
  if (raise.length > 0) return { type: "seat_alert.raised", threshold: Math.max(...raise) };
  if (clear.length > 0) return { type: "seat_alert.cleared", threshold: Math.min(...clear) };
}

type ToldAccount = SeatLevel & { id: string; name: string; at: Date };

/** The body of a webhook message, in the form of Standard Webhooks: `type`, `timestamp` and `data`. */
export function alertPayload({ type, threshold }: AlertNews, { id, name, at, used, total }: ToldAccount) {
  const over = overOf({ used, total });
  return {
    type,
    timestamp: at.toISOString(),
    data: {
      account_id: id,
      account_name: name,
      threshold_percent: threshold,
      used_seats: used,
      total_seats: total,
      is_over: over > 0,
      over_by: over,
    },
  };
}
