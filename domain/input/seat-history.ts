import { z } from "zod";
import type { SearchParams } from "../listings";
import { daysAfter, defaultDays, mostDays, type Period } from "../seat-history";
import { Page } from "./listings";

/** Nothing was recorded earlier, and PostgreSQL does not accept every year that a date can have. */
const earliestEnd = "2000-01-01";

const Day = z.iso.date();
export const PeriodAddress = z.object({
  from: Day.optional().catch(undefined),
  to: Day.refine((day) => day >= earliestEnd)
    .optional()
    .catch(undefined),
  page: Page,
});
export type PeriodAddress = z.infer<typeof PeriodAddress>;

/** The dialog that is open on the page: a day to leave out of the true-up, or to take in again. */
export const TrueUpAddress = z.object({
  leaveOut: Day.optional().catch(undefined),
  takeIn: Day.optional().catch(undefined),
});
export type TrueUpAddress = z.infer<typeof TrueUpAddress>;

/** A day of an account's true-up. */
export const DayOfTrueUp = z.object({
  accountId: z.string(),
  day: Day.refine((day) => day >= earliestEnd, "Nothing was recorded on this day."),
});

/** The period an address asks for: it ends today at the latest, and has 90 days by default and at most three years. */
export function periodFrom(address: SearchParams, today: string): Period & { page: number } {
  return periodOf(PeriodAddress.parse(address), today);
}

export function periodOf(
  { from: askedFrom, to: askedTo, page }: PeriodAddress,
  today: string,
): Period & { page: number } {
  const to = askedTo && askedTo < today ? askedTo : today;
  const from = askedFrom && askedFrom <= to ? askedFrom : daysAfter(to, 1 - defaultDays);
  const earliest = daysAfter(to, 1 - mostDays);
  return { from: from < earliest ? earliest : from, to, page };
}
