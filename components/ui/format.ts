import { inDollars } from "@/domain/money";

const numbers = new Intl.NumberFormat("en-US");

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
export const formatMoney = inDollars;
