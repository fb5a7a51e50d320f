"use client";

import { SeatCountField } from "@/components/number-fields";
import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Field, type Option, SelectField } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { newAccount } from "@/domain/accounts";
import { addresses } from "@/domain/addresses";
import { create } from "./actions";

type Props = {
  plans: Option[];
  /** Logins that are to be attached next: then it goes on to their preview. */
  organizations: string;
  disabledReason: string | undefined;
};

export function CreateAccountForm({ plans, organizations, disabledReason }: Props) {
  const navigate = useNavigate();
  const { mutate, isPending, error } = useAction(create);

  function submit({ name = "", plan = "", planSeatCount = "", freeSeatCount = "", ...rest }: Record<string, string>) {
    const input = { name, plan, planSeatCount, freeSeatCount, ...whyFrom(rest) };
    mutate(input, {
      onSuccess: ({ data }) => {
        const to = addresses.account(data.accountId);
        navigate.push(organizations ? to.organizations({ organizations }) : to.overview);
      },
    });
  }

  return (
    <Form
      label="New account"
      onSubmit={submit}
      errors={error?.fields}
      className="surface grid max-w-2xl gap-4 p-4 sm:grid-cols-2"
    >
      <Field name="name" label="Name" required className="sm:col-span-2" disabledReason={disabledReason} />
      <SelectField
        name="plan"
        label="Plan"
        options={plans}
        defaultValue={newAccount.plan}
        className="sm:col-span-2"
        disabledReason={disabledReason}
      />
      <SeatCountField
        name="planSeatCount"
        label="Plan seats"
        required
        hint="Sold: the quantity on the invoice."
        defaultValue={newAccount.planSeatCount}
        disabledReason={disabledReason}
      />
      <SeatCountField
        name="freeSeatCount"
        label="Free seats"
        required
        hint="Given on top of them."
        defaultValue={newAccount.freeSeatCount}
        disabledReason={disabledReason}
      />
      <ReasonFields className="sm:col-span-2" disabledReason={disabledReason} />
      <div className="sm:col-span-2">
        <SubmitButton isPending={isPending} disabledReason={disabledReason} error={error?.formMessage}>
          Create account
        </SubmitButton>
      </div>
    </Form>
  );
}
