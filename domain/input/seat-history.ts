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
