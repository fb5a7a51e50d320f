import { formatMoney, formatNumber } from "./format";
import type { Typed } from "./typed";
import { digitsFrom } from "./whole-numbers";

/** In cents per seat and month: far above any price, and low enough that a year of ten million seats is exact. */
export const unitPriceLimit = 1_000_000;

/** A price as its field shows it: "12", "1,250.50", or blank if no price is set. */
export function typedPrice(cents: number | null): string {
  if (cents === null) return "";
  const fraction = cents % 100;
  const whole = formatNumber((cents - fraction) / 100);
  return fraction === 0 ? whole : `${whole}.${String(fraction).padStart(2, "0")}`;
}

/** Reads a unit price in dollars as cents. A blank is null, meaning no price is set here. */
export function readUnitPrice(typed: string): Typed<number | null> {
  const text = typed.trim();
  if (text === "") return { value: null };
  const [, dollars = "", fraction = ""] = text.match(/^([^.]+)(?:\.(\d{1,2}))?$/) ?? [];
  const whole = digitsFrom(dollars);
  if (whole === undefined) return { problem: "Enter US dollars, such as 12 or 12.50, or leave it blank." };
  // Digit by digit, since 19.99 times 100 is not a whole number in floating point.
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  if (value > unitPriceLimit) return { problem: `Enter at most ${formatMoney(unitPriceLimit)} per seat and month.` };
  return { value };
}

type Priced = { unitPriceCents: number | null };

export type KnownPrice = { cents: number; from: "account" | "plan" };

/** The account's own price, else the plan's; undefined if neither is set. */
export function unitPriceOf(account: Priced, plan: Priced): KnownPrice | undefined {
  if (account.unitPriceCents !== null) return { cents: account.unitPriceCents, from: "account" };
  if (plan.unitPriceCents !== null) return { cents: plan.unitPriceCents, from: "plan" };
}

export type Money = { monthly: number; yearly: number };

/** In cents. A unit price is per month, whatever the billing rate. */
export function priceOfSeats(seats: number, unitPriceCents: number): Money {
  const monthly = seats * unitPriceCents;
  return { monthly, yearly: monthly * 12 };
}
