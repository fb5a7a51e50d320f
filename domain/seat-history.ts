/** Seats at one moment. */
export type SeatLevel = { used: number; total: number };

/** A day with changes: the seats at its end, and the most used after any of its changes. */
export type ChangedDay = SeatLevel & { day: string; peakUsed: number };

/** A day in UTC, "2026-11-23": the seats at its end, and the most used at any moment of it. */
export type SeatDay = ChangedDay & { over: number };

const dayLength = 24 * 60 * 60 * 1000;

export const defaultDays = 90;

/** Three years: as far back as a contract looks, and short enough for a list. */
export const mostDays = 1_096;

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

export function daysAfter(day: string, count: number): string {
  return dayOf(new Date(Date.parse(day) + count * dayLength));
}

export const overOf = ({ used, total }: SeatLevel): number => Math.max(0, used - total);

/**
 * Every day of a period, given its days with changes. A day without changes keeps the seats of the day before. The list
 * begins with the first known seats: if `before` is undefined, with the first change.
 */
export function seatDays(changed: readonly ChangedDay[], before: SeatLevel | undefined, period: Period): SeatDay[] {
  const changes = new Map(changed.map((change) => [change.day, change]));
  const days: SeatDay[] = [];
  let held = before;
  for (let day = period.from; day <= period.to; day = daysAfter(day, 1)) {
    const change = changes.get(day);
    const end = change ?? held;
    if (!end) continue;
    days.push({
      day,
      used: end.used,
      total: end.total,
      over: overOf(end),
      peakUsed: Math.max(held?.used ?? 0, change?.peakUsed ?? 0),
    });
    held = end;
  }
  return days;
}

/** Days, including the last. */
export type Period = { from: string; to: string };
