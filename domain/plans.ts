import { newAccount } from "./accounts";
import type { PlanTerms } from "./input/plans";
import { inDollars } from "./money";

/** Codecov's plan tiers (codecov/umbrella libs/shared/shared/plan/constants.py). */
export const tiers = ["basic", "team", "pro", "sentry", "enterprise", "trial"] as const;
export type Tier = (typeof tiers)[number];

export const tierNames: Record<Tier, string> = {
  basic: "Basic",
  team: "Team",
  pro: "Pro",
  sentry: "Sentry",
  enterprise: "Enterprise",
  trial: "Trial",
};

export const billingRates = ["monthly", "annually"] as const;
export type BillingRate = (typeof billingRates)[number];

/** A plan without a billing rate is free or a trial. */
export const billingRateNames: Record<BillingRate, string> = { monthly: "Monthly", annually: "Annually" };

type Facts = Record<string, string | number | boolean | null>;

/** The plan in the words of the audit log. */
export function planFacts({ title, tier, billingRate, unitPriceCents, isActive }: PlanTerms): Facts {
  return { title, tier, billingRate, unitPriceCents, onSale: isActive };
}

export type PlanTermsChange = {
  /** Each value that changes, for the audit log. */
  changes: { before: Facts; after: Facts };
  isChange: boolean;
  isPriceChange: boolean;
  /** Why the change is refused; shown at On sale. */
  refusal: string | undefined;
};

/** What new terms would change in a plan. The dialog shows it and the action follows it. */
export function planTermsChange(plan: PlanTerms & { name: string }, terms: PlanTerms): PlanTermsChange {
  const [before, after] = [planFacts(plan), planFacts(terms)];
  const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
  const pick = (facts: Facts) => Object.fromEntries(changed.map((name) => [name, facts[name]!]));
  return {
    changes: { before: pick(before), after: pick(after) },
    isChange: changed.length > 0,
    isPriceChange: changed.includes("unitPriceCents"),
    refusal:
      plan.name === newAccount.plan && !terms.isActive
        ? "New accounts start on this plan, so it stays on sale."
        : undefined,
  };
}

/** Which accounts a plan's unit price applies to. Closed accounts and accounts with their own price are left out. */
export function priceEffect(plan: PlanTerms, terms: PlanTerms, accountsAtPrice: number): string {
  const isOne = accountsAtPrice === 1;
  const accounts = isOne ? "1 account" : `${accountsAtPrice.toLocaleString("en-US")} accounts`;
  const who =
    plan.unitPriceCents === null
      ? `${accounts} ${isOne ? "has" : "have"} no unit price.`
      : `${accounts} ${isOne ? "uses" : "use"} this price.`;
  if (accountsAtPrice === 0 || plan.unitPriceCents === terms.unitPriceCents) return who;

  const price =
    terms.unitPriceCents === null ? "will be sold by contract" : `will cost ${inDollars(terms.unitPriceCents)}`;
  return `${who} For ${isOne ? "it" : "them"}, a seat ${price} (until now ${priceInWords(plan.unitPriceCents)}).`;
}

/** "$12", or "by contract" if each account agrees on its own price. */
export function priceInWords(unitPriceCents: number | null): string {
  return unitPriceCents === null ? "by contract" : inDollars(unitPriceCents);
}
