"use client";

import { useState } from "react";
import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { discardTypedWork } from "@/components/ui/typed-work";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { newAccount } from "@/domain/accounts";
import { addresses } from "@/domain/addresses";
import { readUnitPrice } from "@/domain/money";
import { type NewAccountPlan, planNewAccount } from "@/domain/new-account";
import { type ChosenOrganizations, withoutReady } from "@/domain/organizations";
import { reasonsInWords } from "@/domain/permissions";
import { previewOf } from "@/domain/preview";
import { overageFrom, readSeatCount } from "@/domain/seats";
import { ChosenOrganizationsTable } from "../chosen-organizations-table";
import { OrganizationsField } from "../organizations-field";
import { FreeSeatsField, OverageField, PlanField, UnitPriceField } from "../term-fields";
import { create, createWithOrganizations } from "./actions";
import { NewAccountPreview } from "./new-account-preview";
import { PlanSeatsField } from "./plan-seats-field";
import { useChosenText } from "./use-chosen-text";

type Props = {
  plans: { name: string; title: string; unitPriceCents: number | null }[];
  name: string;
  chosenText: string;
  chosen: ChosenOrganizations;
  /** What the ready organizations bring, and the seats that their old plans are known to have sold. */
  coming: { plan: NewAccountPlan; soldSeats: number | undefined } | undefined;
  disabledReason: string | undefined;
};

export function CreateAccountForm({ plans, name, chosenText, chosen, coming, disabledReason }: Props) {
  const navigate = useNavigate();
  const empty = useAction(create);
  const full = useAction(createWithOrganizations);
  const { isPending, error } = coming ? full : empty;
  const [typed, setTyped] = useState<Record<string, string | undefined>>({});
  const follow = (field: string) => (value: string) => setTyped((before) => ({ ...before, [field]: value }));

  const hrefFor = (organizations: string) => addresses.newAccount({ organizations, name });
  const { text, isChecking, isSearching, changeText } = useChosenText(chosenText, hrefFor);

  const suggestedSeats = coming?.soldSeats ?? coming?.plan.neededSeats ?? newAccount.planSeatCount;
  const plan = typed.plan ?? newAccount.plan;
  const unitPrice = readUnitPrice(typed.unitPriceCents ?? "");
  const terms = {
    plan,
    planSeatCount: readSeatCount(typed.planSeatCount ?? "").value ?? suggestedSeats,
    freeSeatCount: readSeatCount(typed.freeSeatCount ?? "").value ?? newAccount.freeSeatCount,
    overage: overageFrom(typed.overage),
    unitPriceCents: unitPrice.problem === undefined ? unitPrice.value : null,
    planPriceCents: plans.find((one) => one.name === plan)?.unitPriceCents ?? null,
  };
  const preview = coming && planNewAccount(terms, coming.plan);

  function submit(values: Record<string, string>) {
    const { name = "", plan = "", planSeatCount = "", freeSeatCount = "", overage, unitPriceCents = "" } = values;
    const said = { name, plan, planSeatCount, freeSeatCount, overage: overageFrom(overage), unitPriceCents };
    const asked = { ...said, ...whyFrom(values) };
    const onSuccess = ({ data: { accountId } }: { data: { accountId: string } }) => {
      const [to, organizations] = [addresses.account(accountId), withoutReady(text, chosen)];
      // The refreshed page may already have put other seats into a field.
      discardTypedWork(document);
      navigate.push(organizations ? to.organizations({ organizations }) : to.overview);
    };
    if (!preview) empty.mutate(asked, { onSuccess });
    else full.mutate({ ...asked, organizationIds: chosen.ids, preview: previewOf(preview) }, { onSuccess });
  }

  // The field says why, to those who can change it.
  const refusal = preview?.refusal && (disabledReason ? preview.refusal.message : "Fix Plan seats first.");
  const notYet = isChecking ? "The organizations are being looked up." : refusal;

  return (
    <Form label="New account" onSubmit={submit} errors={error?.fields}>
      <div className="grid max-w-2xl items-start gap-5 xl:max-w-none xl:grid-cols-[minmax(0,42rem)_minmax(16rem,24rem)]">
        <div className="surface flex min-w-0 flex-col gap-4 p-4">
          <Field name="name" label="Name" required defaultValue={name} disabledReason={disabledReason} />
          <OrganizationsField
            label="Organizations"
            text={text}
            chosenText={chosenText}
            isSearching={isSearching}
            errors={!isChecking && chosen.problem ? [chosen.problem] : []}
            onText={changeText}
            disabledReason={disabledReason}
          />
          <ChosenOrganizationsTable
            rows={chosen.rows}
            text={text}
            hrefFor={hrefFor}
            onText={(changed) => changeText(changed, "left out")}
          />
        </div>
        {preview && (
          <NewAccountPreview
            organizationCount={chosen.ids.length}
            plan={preview}
            className="xl:sticky xl:top-4 xl:col-start-2 xl:row-span-2 xl:row-start-1"
          />
        )}
        <div className="surface grid min-w-0 gap-4 p-4 sm:grid-cols-2 xl:col-start-1">
          <PlanField
            plans={plans}
            defaultValue={newAccount.plan}
            onValueChange={follow("plan")}
            className="sm:col-span-2"
            disabledReason={disabledReason}
          />
          <PlanSeatsField
            suggestedSeats={suggestedSeats}
            isTyped={typed.planSeatCount !== undefined}
            origin={coming && (coming.soldSeats === undefined ? "needed" : "sold")}
            refusal={preview?.refusal}
            onValueChange={follow("planSeatCount")}
            disabledReason={disabledReason}
          />
          <FreeSeatsField
            defaultValue={newAccount.freeSeatCount}
            onValueChange={follow("freeSeatCount")}
            disabledReason={disabledReason}
          />
          <OverageField
            defaultValue={newAccount.overage}
            onValueChange={follow("overage")}
            disabledReason={disabledReason}
          />
          <UnitPriceField
            planPriceCents={terms.planPriceCents}
            defaultValue=""
            onValueChange={follow("unitPriceCents")}
            disabledReason={disabledReason}
          />
          <ReasonFields className="sm:col-span-2" disabledReason={disabledReason} />
          <div className="sm:col-span-2">
            <SubmitButton
              isPending={isPending}
              disabledReason={reasonsInWords(notYet, disabledReason)}
              error={error?.formMessage}
            >
              Create account
            </SubmitButton>
          </div>
        </div>
      </div>
    </Form>
  );
}
