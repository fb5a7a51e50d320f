import type { ComponentProps } from "react";
import { PriceField } from "@/components/number-fields";
import { SelectField } from "@/components/ui/field";
import { formatMoney } from "@/domain/format";
import type { Overage } from "@/domain/seats";

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
