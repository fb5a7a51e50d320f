const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap])\.?m\.?)?$/i;

/**
 * The moments in ISO 8601 that a date of a spreadsheet can mean: none for other texts, and two for 05/11/2026, which has
 * the month or the day first. A time without a zone is in UTC.
 */
export function readWrittenDate(text: string): string[] {
  const [, date = "", time] = /^(\S+)(?: (.*))?$/.exec(text) ?? [];
  const timeOfDay = time === undefined ? "" : timeFrom(time);
  if (timeOfDay === undefined) return [];
  const moments = datesFrom(date).map((day) => day + timeOfDay);
  return [...new Set(moments)];
}

function datesFrom(text: string): string[] {
  const [, year, month, day] = yearFirst.exec(text) ?? [];
  if (year && month && day) return isDate(month, day) ? [isoDate(year, month, day)] : [];
  const [, first, , second, lastYear] = yearLast.exec(text) ?? [];
  if (!first || !second || !lastYear) return [];
  const orders = [
    [first, second],
    [second, first],
  ] as const;
  return orders.filter(([month, day]) => isDate(month, day)).map(([month, day]) => isoDate(lastYear, month, day));
}

function isDate(month: string, day: string): boolean {
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}

function isoDate(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** `9:30 PM` as `T21:30:00Z`; undefined for what is not a time of day. */
function timeFrom(text: string): string | undefined {
  const [, hours, minutes, seconds = "00", half] = clock.exec(text) ?? [];
  if (!hours || !minutes) return undefined;
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return undefined;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hours);
  return `T${String(hour).padStart(2, "0")}:${minutes}:${seconds}Z`;
}
