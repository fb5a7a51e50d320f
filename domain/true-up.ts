import { formatDay } from "./format";
import type { PlanRefusal } from "./preview";
import type { SeatDay } from "./seat-history";

/** Who left a day out of the true-up, and why. */
export type LeftOut = { actor: string; reason: string };

/** `owed` is what the day counts in the true-up: seats over at its end, unless it is left out or has not ended. */
export type TrueUpDay = SeatDay & { owed: number; leftOut: LeftOut | undefined };

export function trueUpDays(
  days: readonly SeatDay[],
  leftOutDays: ReadonlyMap<string, LeftOut>,
  today: string,
): TrueUpDay[] {
  return days.map((day) => {
    const leftOut = leftOutDays.get(day.day);
    return { ...day, leftOut, owed: leftOut || day.day >= today ? 0 : day.over };
  });
}

type Peak = { seats: number; day: string };

/** The most seats used at once and the most owed in a period, each with its first day; and how many days count. */
export type TrueUp = { peakUsed: Peak; owed: Peak | undefined; daysOver: number; daysLeftOut: number };

export function trueUpOf(days: readonly TrueUpDay[]): TrueUp | undefined {
  const [first] = days;
  if (!first) return undefined;
  const mostUsed = days.reduce((most, day) => (day.peakUsed > most.peakUsed ? day : most), first);
  const mostOwed = days.reduce((most, day) => (day.owed > most.owed ? day : most), first);
  return {
    peakUsed: { seats: mostUsed.peakUsed, day: mostUsed.day },
    owed: mostOwed.owed > 0 ? { seats: mostOwed.owed, day: mostOwed.day } : undefined,
    daysOver: days.filter(({ owed }) => owed > 0).length,
    daysLeftOut: days.filter(({ leftOut, over }) => leftOut && over > 0).length,
  };
}

/** A day that ended over. Without causes of its own, it is over since an earlier day, or since before the period. */
export type DayOver<Cause> = TrueUpDay & { causes: readonly Cause[]; since: string | undefined };

/** The days that ended over, the latest first, each with what put the account over. */
export function daysOverOf<Cause extends { day: string }>(
  days: readonly TrueUpDay[],
  causes: readonly Cause[],
): DayOver<Cause>[] {
  const causesOn = new Map<string, Cause[]>();
  for (const cause of causes) causesOn.set(cause.day, [...(causesOn.get(cause.day) ?? []), cause]);

  let since: string | undefined;
  const found = days.map((day) => {
    const own = causesOn.get(day.day) ?? [];
    if (own.length > 0 || day.over === 0) since = day.over > 0 ? day.day : undefined;
    return { ...day, causes: own, since };
  });
  return found.filter(({ over }) => over > 0).reverse();
}

export type DayPlan = { day: string; over: number; refusal: PlanRefusal | undefined };

type DayFacts = { day: string; over: number; today: string; isLeftOut: boolean };

/** Leaving a day out of the true-up, which counts days that have ended over. */
export function planLeaveOut(facts: DayFacts): DayPlan {
  const { day, over } = facts;
  const message = refuseLeaveOut(facts);
  return { day, over, refusal: message === undefined ? undefined : { message } };
}

export function refuseLeaveOut({ day, over, today, isLeftOut }: DayFacts): string | undefined {
  if (day >= today) return `${inWords(day)} has not ended yet, so the true-up does not count it.`;
  if (over === 0) return `${inWords(day)} did not end over the total, so the true-up does not count it.`;
  if (isLeftOut) return `${inWords(day)} is already left out.`;
}

/** Counting a day in the true-up again. */
export function planTakeIn({ day, over, isLeftOut }: Omit<DayFacts, "today">): DayPlan {
  return { day, over, refusal: isLeftOut ? undefined : { message: `${inWords(day)} is not left out.` } };
}

const inWords = (day: string) => formatDay(new Date(day));

type Figures = { before: number; after: number };

/** What leaving a day out, or taking it in again, changes in the true-up of these days. */
export function trueUpChange(
  days: readonly TrueUpDay[],
  { kind, plan }: { kind: "leaveOut" | "takeIn"; plan: DayPlan },
): { seatsToTrueUp: Figures; daysOver: Figures } {
  const owed = kind === "leaveOut" ? 0 : plan.over;
  const changed = plan.refusal ? days : days.map((day) => (day.day === plan.day ? { ...day, owed } : day));
  const [before, after] = [trueUpOf(days), trueUpOf(changed)];
  return {
    seatsToTrueUp: { before: before?.owed?.seats ?? 0, after: after?.owed?.seats ?? 0 },
    daysOver: { before: before?.daysOver ?? 0, after: after?.daysOver ?? 0 },
  };
}
