"use client";

import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Dialog } from "@/components/ui/dialog";
import { Field, SelectField } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { formatCount } from "@/domain/format";
import type { LeavingPlan, MovePlan } from "@/domain/organizations";
import { reasonsInWords } from "@/domain/permissions";
import { move } from "./actions";
import { MoveEffect } from "./move-effect";
import { type Place, placeHref } from "./organizations-address";

type Props = {
  place: Place;
  from: { id: string; name: string; plan: LeavingPlan };
  organization: { id: number; login: string };
  choices: { rows: { id: string; name: string }[]; total: number };
  find: string;
  to?: { id: string; name: string; plan: MovePlan; preview: string };
  disabledReason?: string;
};

export function MoveDialog({ place, from, organization, choices, find, to, disabledReason }: Props) {
  const navigate = useNavigate();
  const change = useAction(move);
  const close = () => navigate.replace(placeHref(place), { scroll: false });

  function look(changes: { to?: string; find?: string }) {
    const href = placeHref(place, { move: organization.id, find, to: to?.id, ...changes });
    navigate.replace(href, { scroll: false });
  }

  function submit(values: Record<string, string>) {
    if (!to) return;
    const asked = { accountId: from.id, organizationId: organization.id, toAccountId: to.id, preview: to.preview };
    change.mutate({ ...asked, ...whyFrom(values) }, { onSuccess: close });
  }

  const options = to && !choices.rows.some(({ id }) => id === to.id) ? [to, ...choices.rows] : choices.rows;
  const isLong = choices.total > choices.rows.length || find !== "";
  const refusal = to ? to.plan.refusal?.message : "Choose an account first.";

  return (
    <Dialog title={`Move ${organization.login}`} onClose={close}>
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
      <Form onSubmit={submit} errors={change.error?.fields}>
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
        <div className="grid gap-4 sm:grid-cols-2">
          <MoveEffect name={from.name} effect={{ ...from.plan, newSeats: 0, overlappingPeople: 0 }} />
          {to && <MoveEffect name={to.name} effect={{ ...to.plan.to, peopleLeaving: 0 }} />}
        </div>
        <ReasonFields disabledReason={disabledReason} />
        <SubmitButton
          isPending={change.isPending}
          disabledReason={reasonsInWords(refusal, disabledReason)}
          error={change.error?.formMessage}
        >
          Move
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
