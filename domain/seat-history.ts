/** Seats at a moment. */
export type SeatLevel = { used: number; total: number };

/** A day on which something changed: how it ended, and the highest that came of a change. */
export type ChangedDay = SeatLevel & { day: string; peakUsed: number; peakOver: number };

/** A day in UTC, "2026-11-23": how it ended, and the highest that held at any moment of it. */
export type SeatDay = ChangedDay & { over: number };

const dayLength = 24 * 60 * 60 * 1000;

export const defaultDays = 90;

/** Three years: what a contract looks back on, and a list that stays a list. */
export const mostDays = 1_096;

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

export function daysAfter(day: string, count: number): string {
  return dayOf(new Date(Date.parse(day) + count * dayLength));
}

export const overOf = ({ used, total }: SeatLevel): number => Math.max(0, used - total);

/**
 * Every day of a period, from the days on which something changed. What held before the first of them holds until it;
 * before there was anything to hold (`before` undefined), there is no day.
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
      peakOver: Math.max(held ? overOf(held) : 0, change?.peakOver ?? 0),
    });
    held = end;
  }
  return days;
}

type Peak = { seats: number; day: string };

/** What a period owes: the most seats used and the most beyond the total, each with the first day on which it held. */
export type TrueUp = { peakUsed: Peak; peakOver: Peak | undefined; daysOver: number };

export function trueUpOf(days: readonly SeatDay[]): TrueUp | undefined {
  const [first] = days;
  if (!first) return undefined;
  const mostUsed = days.reduce((most, day) => (day.peakUsed > most.peakUsed ? day : most), first);
  const mostOver = days.reduce((most, day) => (day.peakOver > most.peakOver ? day : most), first);
  return {
    peakUsed: { seats: mostUsed.peakUsed, day: mostUsed.day },
    peakOver: mostOver.peakOver > 0 ? { seats: mostOver.peakOver, day: mostOver.day } : undefined,
    daysOver: days.filter(({ peakOver }) => peakOver > 0).length,
  };
}

/** Days, the last included. */
export type Period = { from: string; to: string };
