/** Codecov's plan tiers (codecov/umbrella libs/shared/shared/plan/constants.py). */
export const tiers = ["basic", "team", "pro", "sentry", "enterprise", "trial"] as const;
export type Tier = (typeof tiers)[number];

export const billingRates = ["monthly", "annually"] as const;
export type BillingRate = (typeof billingRates)[number];
