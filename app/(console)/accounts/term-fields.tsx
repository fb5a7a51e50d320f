import type { ComponentProps } from "react";
import { PriceField, SeatCountField } from "@/components/number-fields";
import { SelectField } from "@/components/ui/field";
import { formatMoney } from "@/domain/format";
import type { Overage } from "@/domain/seats";
import { planOptions } from "./plan-options";

/** Under every field of plan seats. */
export const planSeatsHint = "Sold: the quantity on the invoice.";

type PlanProps = Omit<ComponentProps<typeof SelectField>, "name" | "label" | "options"> & {
  plans: Parameters<typeof planOptions>[0];
};

export function PlanField({ plans, ...props }: PlanProps) {
  return <SelectField {...props} name="plan" label="Plan" options={planOptions(plans)} />;
}

type SeatProps = Omit<ComponentProps<typeof SeatCountField>, "name" | "label" | "hint" | "required">;

export function FreeSeatsField(props: SeatProps) {
  return <SeatCountField {...props} name="freeSeatCount" label="Free seats" required hint="Given on top of them." />;
}

const overageOptions = [
  { value: "block", label: "Block" },
  { value: "allow", label: "Allow" },
] satisfies { value: Overage; label: string }[];

type OverageProps = Omit<ComponentProps<typeof SelectField>, "name" | "label" | "options" | "hint">;

export function OverageField(props: OverageProps) {
  return (
    <SelectField
      {...props}
      name="overage"
      label="Overage"
      options={overageOptions}
      hint="Block refuses whoever would go beyond the total. Allow lets them in; they are shown as over."
    />
  );
}

type PriceProps = Omit<ComponentProps<typeof PriceField>, "name" | "label" | "hint"> & {
  /** What a blank means. */
  planPriceCents: number | null;
};

export function UnitPriceField({ planPriceCents, ...props }: PriceProps) {
  const blank =
    planPriceCents === null
      ? "The plan has none: it is sold by contract."
      : `Blank: the plan's ${formatMoney(planPriceCents)}.`;
  return (
    <PriceField {...props} name="unitPriceCents" label="Unit price" hint={`US dollars a seat and month. ${blank}`} />
  );
}
