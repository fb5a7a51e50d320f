import { newAccount } from "./accounts";
import { formatCount, formatMoney } from "./format";
import type { PlanRefusal } from "./preview";

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

/** Everything but a plan's name, which never changes: accounts, invoices and the git hosts' apps refer to it. */
export type PlanTerms = {
  title: string;
  tier: Tier;
  billingRate: BillingRate | null;
  unitPriceCents: number | null;
  /** On sale: accounts can choose it. */
  isActive: boolean;
};

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
  /** How many accounts use the plan's price. */
  accountsAtPrice: number;
  refusal: PlanRefusal | undefined;
};

/** What new terms would change in a plan. */
export function planTermsChange(
  plan: PlanTerms & { name: string },
  terms: PlanTerms,
  accountsAtPrice: number,
): PlanTermsChange {
  const [before, after] = [planFacts(plan), planFacts(terms)];
  const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
  const pick = (facts: Facts) => Object.fromEntries(changed.map((name) => [name, facts[name]!]));
  const isNeeded = plan.name === newAccount.plan && !terms.isActive;
  return {
    changes: { before: pick(before), after: pick(after) },
    isChange: changed.length > 0,
    isPriceChange: changed.includes("unitPriceCents"),
    accountsAtPrice,
    refusal: isNeeded
      ? { message: "New accounts start on this plan, so it stays on sale.", field: "isActive" }
      : undefined,
  };
}

/** Which accounts a plan's unit price applies to. Closed accounts and accounts with their own price are left out. */
export function priceEffect(plan: PlanTerms, terms: PlanTerms, accountsAtPrice: number): string {
  const isOne = accountsAtPrice === 1;
  const accounts = formatCount(accountsAtPrice, "account", "accounts");
  const who =
    plan.unitPriceCents === null
      ? `${accounts} ${isOne ? "has" : "have"} no unit price.`
      : `${accounts} ${isOne ? "uses" : "use"} this price.`;
  if (accountsAtPrice === 0 || plan.unitPriceCents === terms.unitPriceCents) return who;

  const price =
    terms.unitPriceCents === null ? "will be sold by contract" : `will cost ${formatMoney(terms.unitPriceCents)}`;
  return `${who} For ${isOne ? "it" : "them"}, a seat ${price} (until now ${priceInWords(plan.unitPriceCents)}).`;
}

/** "$12", or "by contract" if each account agrees on its own price. */
export function priceInWords(unitPriceCents: number | null): string {
  return unitPriceCents === null ? "by contract" : formatMoney(unitPriceCents);
}
