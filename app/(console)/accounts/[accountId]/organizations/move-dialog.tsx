"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { Field, SelectField } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { formatCount, formatNumber } from "@/components/ui/format";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import { type AttachPlan, attachNumbers, type DetachPlan } from "@/domain/organizations";
import { moveOrganization } from "./actions";

type Props = {
  path: string;
  from: { id: string; name: string; plan: DetachPlan };
  organization: { id: number; login: string };
  choices: { rows: { id: string; name: string }[]; total: number };
  find: string;
  to?: { id: string; name: string; plan: AttachPlan };
  disabledReason?: string;
};

export function MoveDialog({ path, from, organization, choices, find, to, disabledReason }: Props) {
  const router = useRouter();
  const move = useAction(moveOrganization);
  const close = () => router.replace(path, { scroll: false });

  function look(changes: { to?: string; find?: string }) {
    const query = new URLSearchParams({ move: String(organization.id), find, to: to?.id ?? "", ...changes });
    for (const [name, value] of [...query]) if (value === "") query.delete(name);
    router.replace(`${path}?${query}`, { scroll: false });
  }

  function submit({ reason = "" }) {
    if (!to) return;
    const input = {
      accountId: from.id,
      organizationId: organization.id,
      toAccountId: to.id,
      expectedFrom: from.plan,
      expectedTo: attachNumbers(to.plan),
      reason,
    };
    move.mutate(input, { onSuccess: close });
  }

  const options = to && !choices.rows.some(({ id }) => id === to.id) ? [to, ...choices.rows] : choices.rows;
  const isLong = choices.total > choices.rows.length || find !== "";
  const refusal = to ? to.plan.refusal?.message : "Choose an account first.";

  return (
    <Dialog title="Move" onClose={close}>
      <p>
        Moves <strong>{organization.login}</strong> with its activated people to another account, in one step.
      </p>
      {isLong && (
        <Field
          name="find"
          label="Find account"
          defaultValue={find}
          hint={`${formatCount(choices.total, "account matches", "accounts match")}; the first ${choices.rows.length} can be chosen.`}
          onValueChange={(text) => look({ find: text })}
        />
      )}
      <Form onSubmit={submit} errors={move.error?.fields}>
        <SelectField
          name="toAccountId"
          label="Move to account"
          options={[
            { value: "", label: "Choose an account" },
            ...options.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          defaultValue={to?.id ?? ""}
          onValueChange={(id) => look({ to: id })}
        />
        <AccountEffect
          name={from.name}
          items={[
            { term: "Used seats before", value: formatNumber(from.plan.usedBefore) },
            { term: "Used seats after", value: formatNumber(from.plan.usedAfter) },
            { term: "People leaving", value: formatNumber(from.plan.peopleLeaving) },
          ]}
        />
        {to && (
          <AccountEffect
            name={to.name}
            items={[
              { term: "Used seats before", value: formatNumber(to.plan.usedBefore) },
              { term: "Used seats after", value: formatNumber(to.plan.usedAfter) },
              { term: "Total seats", value: formatNumber(to.plan.total) },
              { term: "Over by", value: formatNumber(to.plan.over), tone: to.plan.over > 0 ? "danger" : undefined },
              { term: "New seats", value: formatNumber(to.plan.newSeats) },
              { term: "Overlapping people", value: formatNumber(to.plan.overlappingPeople) },
            ]}
          />
        )}
        <Field name="reason" label="Reason" multiline disabledReason={disabledReason} />
        <SubmitButton
          isPending={move.isPending}
          disabledReason={disabledReason ?? refusal}
          error={move.error?.formMessage}
        >
          Move
        </SubmitButton>
      </Form>
    </Dialog>
  );
}

function AccountEffect({ name, items }: { name: string; items: ComponentProps<typeof DefinitionList>["items"] }) {
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="font-medium">{name}</h3>
      <DefinitionList label={name} items={items} />
    </div>
  );
}
