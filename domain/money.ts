import { doubleCounted } from "./seats";
import type { Typed } from "./typed";
import { digitsFrom, typedNumber } from "./whole-numbers";

/** In cents, for a seat and a month: far above any price, and a year of ten million seats is still an exact number. */
export const unitPriceLimit = 1_000_000;

const dollars = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  trailingZeroDisplay: "stripIfInteger",
});

/** "$12", "$12.50", "$11,352". */
export function inDollars(cents: number): string {
  return dollars.format(cents / 100);
}

/** What a field that is filled in with a price holds: "12", "1,250.50", or nothing where there is none. */
export function typedPrice(cents: number | null): string {
  if (cents === null) return "";
  const fraction = cents % 100;
  const whole = typedNumber((cents - fraction) / 100);
  return fraction === 0 ? whole : `${whole}.${String(fraction).padStart(2, "0")}`;
}

/** A unit price in dollars, as cents. Left blank it is null: there is none here. */
export function readUnitPrice(typed: string): Typed<number | null> {
  const text = typed.trim();
  if (text === "") return { value: null };
  const [, dollars = "", fraction = ""] = text.match(/^([^.]+)(?:\.(\d{1,2}))?$/) ?? [];
  const whole = digitsFrom(dollars);
  if (whole === undefined) return { problem: "Enter US dollars, as 12 or 12.50, or leave it blank." };
  // Read digit by digit: 19.99 times 100 is no whole number.
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  if (value > unitPriceLimit) return { problem: `At most ${inDollars(unitPriceLimit)} a seat and month.` };
  return { value };
}

type Priced = { unitPriceCents: number | null };

export type KnownPrice = { cents: number; from: "account" | "plan" };

/** The account's own price wins over the plan's; undefined where neither is set. */
export function unitPriceOf(account: Priced, plan: Priced): KnownPrice | undefined {
  if (account.unitPriceCents !== null) return { cents: account.unitPriceCents, from: "account" };
  if (plan.unitPriceCents !== null) return { cents: plan.unitPriceCents, from: "plan" };
}

export type Money = { monthly: number; yearly: number };

/** In cents. A unit price is for a month, whatever the billing rate. */
export function priceOfSeats(seats: number, unitPriceCents: number): Money {
  const monthly = seats * unitPriceCents;
  return { monthly, yearly: monthly * 12 };
}

export type Savings = Record<"perOrganization" | "needed" | "saved" | "underBilled", Money>;

type SeatsAtPrice = { organizationSeats: number; used: number; over: number; cents: number };

/**
 * What billing each organization for its own seat-takers would charge, what the account needs, and the difference.
 * Under-billed are the seats used beyond the total: nobody pays for them.
 */
export function savingsOf({ organizationSeats, used, over, cents }: SeatsAtPrice): Savings {
  return {
    perOrganization: priceOfSeats(organizationSeats, cents),
    needed: priceOfSeats(used, cents),
    saved: priceOfSeats(doubleCounted({ organizationSeats, used }), cents),
    underBilled: priceOfSeats(over, cents),
  };
}
