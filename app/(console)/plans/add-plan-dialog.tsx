"use client";

import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { add } from "./actions";
import { billingRateFrom, PlanFields, tierFrom } from "./plan-fields";

type Props = { closeHref: string; disabledReason: string | undefined };

export function AddPlanDialog({ closeHref, disabledReason }: Props) {
  const navigate = useNavigate();
  const adding = useAction(add);
  const close = () => navigate.replace(closeHref, { scroll: false });

  function submit({ name = "", title = "", tier, billingRate, unitPriceCents = "", ...rest }: Record<string, string>) {
    const terms = { title, tier: tierFrom(tier), billingRate: billingRateFrom(billingRate), unitPriceCents };
    adding.mutate({ name, ...terms, ...whyFrom(rest) }, { onSuccess: close });
  }

  return (
    <Dialog title="Add plan" onClose={close}>
      <p>It is on sale at once: accounts can be created on it, and come to it on Seats.</p>
      <Form onSubmit={submit} errors={adding.error?.fields}>
        <Field
          name="name"
          label="Name"
          required
          hint="As Codecov's tables and invoices spell it: users-enterprisem. It never changes."
          disabledReason={disabledReason}
        />
        <PlanFields disabledReason={disabledReason} />
        <ReasonFields disabledReason={disabledReason} />
        <SubmitButton isPending={adding.isPending} disabledReason={disabledReason} error={adding.error?.formMessage}>
          Add plan
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
