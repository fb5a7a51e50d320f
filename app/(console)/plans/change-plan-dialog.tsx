"use client";

import { useState } from "react";
import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Dialog } from "@/components/ui/dialog";
import { CheckboxField } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import type { PlanRow } from "@/db/queries/plans";
import { readUnitPrice, typedPrice } from "@/domain/money";
import { planTermsChange, priceEffect } from "@/domain/plans";
import { previewOf } from "@/domain/preview";
import { change } from "./actions";
import { PlanEffect } from "./plan-effect";
import { billingRateFrom, PlanFields, tierFrom } from "./plan-fields";

type Props = { plan: PlanRow; closeHref: string; disabledReason: string | undefined };

export function ChangePlanDialog({ plan, closeHref, disabledReason }: Props) {
  const navigate = useNavigate();
  const saving = useAction(change);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [isOnSale, setOnSale] = useState<boolean>();
  const close = () => navigate.replace(closeHref, { scroll: false });

  const { name, title, tier, billingRate, unitPriceCents, isActive, accountsAtPrice } = plan;
  const price = readUnitPrice(typed.unitPriceCents ?? typedPrice(unitPriceCents));
  const next = {
    title: typed.title?.trim() ?? title,
    tier: tierFrom(typed.tier ?? tier),
    billingRate: billingRateFrom(typed.billingRate ?? billingRate ?? ""),
    unitPriceCents: price.problem === undefined ? price.value : unitPriceCents,
    isActive: isOnSale ?? isActive,
  };
  const effect = planTermsChange(plan, next, accountsAtPrice);

  function submit({ unitPriceCents: typedCents = "", ...rest }: Record<string, string>) {
    const preview = previewOf(effect);
    saving.mutate({ name, ...next, unitPriceCents: typedCents, preview, ...whyFrom(rest) }, { onSuccess: close });
  }

  return (
    <Dialog title={`Change ${title}`} onClose={close}>
      <p>
        Changes <strong>{title}</strong>. Its name stays <code>{name}</code>.
      </p>
      <Form onSubmit={submit} errors={saving.error?.fields}>
        <PlanFields
          plan={plan}
          typed={typed}
          onTyped={(field, value) => setTyped((before) => ({ ...before, [field]: value }))}
          disabledReason={disabledReason}
        />
        <CheckboxField
          key={String(isActive)}
          name="isActive"
          label="On sale"
          hint="Taken off it, accounts that have the plan keep it and nobody new comes to it."
          defaultChecked={next.isActive}
          savedChecked={isActive}
          onCheckedChange={setOnSale}
          errors={effect.refusal ? [effect.refusal.message] : undefined}
          disabledReason={disabledReason}
        />
        <PlanEffect change={effect} sentence={priceEffect(plan, next, accountsAtPrice)} />
        <ReasonFields disabledReason={disabledReason} />
        <SubmitButton isPending={saving.isPending} disabledReason={disabledReason} error={saving.error?.formMessage}>
          Change
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
