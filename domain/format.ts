const numbers = new Intl.NumberFormat("en-US");
const seconds = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
const dollars = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  trailingZeroDisplay: "stripIfInteger",
});
const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** "1 account", "1,234 accounts". */
export function formatCount(count: number, singular: string, plural: string): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

/** Rounded down, so that 100% means all of them. */
export function formatPercent(part: number, whole: number): string {
  return whole === 0 ? "no seats" : `${formatNumber(Math.floor((part * 100) / whole))}%`;
}

/** Cents as US dollars: "$12", "$12.50", "$11,352". */
export function formatMoney(cents: number): string {
  return dollars.format(cents / 100);
}

/** Cents as US dollars for a spreadsheet: "12.00", "1250.50". */
export function formatDollars(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** A day in UTC: "23 Nov 2026". */
export function formatDay(at: Date): string {
  return days.format(at);
}

/** "250 ms", "1.5 s". */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${seconds.format(milliseconds / 1_000)} s`;
}
