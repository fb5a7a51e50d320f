"use client";

import { useState } from "react";
import { noneActivatedInWords } from "@/components/none-activated";
import { SeatCountField } from "@/components/number-fields";
import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { seatNumbers } from "@/components/seat-numbers";
import { DefinitionList } from "@/components/ui/definition-list";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { formatCount, formatNumber } from "@/domain/format";
import { planAttach } from "@/domain/organizations";
import { reasonsInWords } from "@/domain/permissions";
import { previewOf } from "@/domain/preview";
import { readSeatCount, type SeatAccount } from "@/domain/seats";
import { attach } from "./actions";

type Props = {
  closeHref: string;
  account: SeatAccount & { id: string };
  organizationIds: number[];
  /** Organizations that were chosen too and cannot be attached now. */
  leftOutCount: number;
  counts: Parameters<typeof planAttach>[1];
  disabledReason?: string;
};

export function AttachOrganizationsForm({ closeHref, account, organizationIds, leftOutCount, ...props }: Props) {
  const { counts, disabledReason } = props;
  const navigate = useNavigate();
  const change = useAction(attach);
  const [typedSeats, setTypedSeats] = useState(String(account.planSeatCount));

  const seats = readSeatCount(typedSeats);
  const planSeatCount = seats.value ?? account.planSeatCount;
  const plan = planAttach(account, counts, planSeatCount);
  const fieldRefusal = seats.problem ?? (plan.refusal?.field && plan.refusal.message);
  // The field says why, to those who can change it.
  const refusal = fieldRefusal && !disabledReason ? "Fix Plan seats first." : plan.refusal?.message;

  function submit(values: Record<string, string>) {
    const asked = { accountId: account.id, organizationIds, planSeatCount, preview: previewOf(plan) };
    change.mutate(
      { ...asked, ...whyFrom(values) },
      { onSuccess: () => navigate.replace(closeHref, { scroll: false }) },
    );
  }

  return (
    <section aria-label="Preview" className="flex max-w-3xl flex-col gap-4">
      <DefinitionList
        label="Seats before and after"
        layout="stats"
        items={[
          ...seatNumbers(plan),
          { term: "New seats", value: formatNumber(plan.newSeats) },
          { term: "Overlapping people", value: formatNumber(plan.overlappingPeople) },
        ]}
      />
      {leftOutCount > 0 && (
        <p>
          {formatNumber(leftOutCount)} of the {formatNumber(organizationIds.length + leftOutCount)} chosen{" "}
          {leftOutCount === 1 ? "is" : "are"} not part of this.
        </p>
      )}
      {plan.noneActivated && (
        <p>{noneActivatedInWords(plan.noneActivated)}. Activate everyone afterwards, on the account's overview.</p>
      )}
      <p className="text-text-muted">
        New seats: people who have none here yet. Overlapping people: newcomers who will then be activated in several of
        this account's organizations but still take one seat. Students and bots take none.
      </p>
      <Form
        label="Attach organizations"
        onSubmit={submit}
        errors={change.error?.fields}
        className="surface flex flex-col gap-4 p-4"
      >
        <SeatCountField
          name="planSeatCount"
          label="Plan seats"
          defaultValue={account.planSeatCount}
          hint="Raise them in the same step, or leave them."
          errors={fieldRefusal ? [fieldRefusal] : change.error?.fields.planSeatCount}
          disabledReason={disabledReason}
          onValueChange={setTypedSeats}
        />
        <ReasonFields disabledReason={disabledReason} />
        <SubmitButton
          isPending={change.isPending}
          disabledReason={reasonsInWords(refusal, disabledReason)}
          error={change.error?.formMessage}
        >
          Attach {formatCount(organizationIds.length, "organization", "organizations")}
          {planSeatCount !== account.planSeatCount &&
            `, ${formatNumber(account.planSeatCount)} → ${formatNumber(planSeatCount)} plan seats`}
        </SubmitButton>
      </Form>
    </section>
  );
}
