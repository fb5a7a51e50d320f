import type { SearchParams } from "@/domain/listings";
import { typedPrice } from "@/domain/money";

/** What the fields of the seat plan begin with, as someone would type it. */
export type AskedTerms = Partial<
  Record<"plan" | "planSeatCount" | "freeSeatCount" | "unitPriceCents", string> & {
    overage: "block" | "allow";
    isAutoActivating: "on" | "off";
  }
>;

/** The terms that an address asks for, such as those before a change that is to be undone. Nothing is saved by it. */
export function askedTermsFrom(parameters: SearchParams): AskedTerms {
  const { plan, planSeats, freeSeats, overage, autoActivate, ownPriceCents } = parameters;
  const terms = {
    plan: textOf(plan),
    planSeatCount: digitsOf(planSeats),
    freeSeatCount: digitsOf(freeSeats),
    overage: overage === "block" || overage === "allow" ? overage : undefined,
    isAutoActivating: autoActivate === "on" || autoActivate === "off" ? autoActivate : undefined,
    unitPriceCents: ownPriceCents === "none" ? "" : priceOf(digitsOf(ownPriceCents)),
  };
  return Object.fromEntries(Object.entries(terms).filter(([, term]) => term !== undefined));
}

function textOf(parameter: string | string[] | undefined): string | undefined {
  return typeof parameter === "string" ? parameter : undefined;
}

function digitsOf(parameter: string | string[] | undefined): string | undefined {
  return typeof parameter === "string" && /^\d{1,9}$/.test(parameter) ? parameter : undefined;
}

function priceOf(cents: string | undefined): string | undefined {
  return cents === undefined ? undefined : typedPrice(Number(cents));
}
