"use client";

import { PriceField } from "@/components/number-fields";
import { Field, type Option, SelectField } from "@/components/ui/field";
import { typedPrice } from "@/domain/money";
import type { PlanTerms } from "@/domain/plans";
import { type BillingRate, billingRateNames, billingRates, type Tier, tierNames, tiers } from "@/domain/plans";

const tierOptions: Option[] = tiers.map((tier) => ({ value: tier, label: tierNames[tier] }));
const billingRateOptions: Option[] = [
  ...billingRates.map((rate) => ({ value: rate, label: billingRateNames[rate] })),
  { value: "", label: "None: free, or a trial" },
];

/** What a select of these options sent; the action refuses anything else. */
export function tierFrom(value: string | undefined): Tier {
  return value as Tier;
}

export function billingRateFrom(value: string | undefined): BillingRate | null {
  return value ? (value as BillingRate) : null;
}

type Shown = Pick<PlanTerms, "title" | "tier" | "billingRate" | "unitPriceCents">;

type Props = {
  plan?: Shown;
  /** What was typed so far, for a field that begins anew when somebody else changed its value. */
  typed?: Record<string, string>;
  onTyped?: (name: string, value: string) => void;
  disabledReason: string | undefined;
};

export function PlanFields({ plan, typed = {}, onTyped, disabledReason }: Props) {
  const stored = {
    title: plan?.title ?? "",
    tier: plan?.tier ?? "enterprise",
    billingRate: plan ? (plan.billingRate ?? "") : "monthly",
    unitPriceCents: typedPrice(plan?.unitPriceCents ?? null),
  };
  const field = (name: keyof typeof stored) => ({
    name,
    defaultValue: typed[name] ?? stored[name],
    savedValue: stored[name],
    onValueChange: (value: string) => onTyped?.(name, value),
    disabledReason,
  });

  return (
    <>
      <Field
        key={`title ${stored.title}`}
        {...field("title")}
        label="Title"
        required
        hint="What people read: Enterprise Cloud, yearly."
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField key={`tier ${stored.tier}`} {...field("tier")} label="Tier" options={tierOptions} />
        <SelectField
          key={`rate ${stored.billingRate}`}
          {...field("billingRate")}
          label="Billing rate"
          options={billingRateOptions}
        />
      </div>
      <PriceField
        key={`price ${stored.unitPriceCents}`}
        {...field("unitPriceCents")}
        label="Unit price"
        hint="US dollars a seat and month, whatever the billing rate. Blank: by contract."
      />
    </>
  );
}
