"use client";

import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { seatNumbers } from "@/components/seat-numbers";
import { DefinitionList } from "@/components/ui/definition-list";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import { formatCount } from "@/domain/format";
import { reasonsInWords } from "@/domain/permissions";
import { undo } from "./actions";
import type { UndoPreview } from "./undo-preview";

type Props = { preview: UndoPreview; disabledReason?: string };

export function UndoForm({ preview, disabledReason }: Props) {
  const { asked, numbers, seats, outcomes, notRestored, notRestoredCount, refusal } = preview;
  const change = useAction(undo);

  return (
    <section aria-label="Preview" className="flex max-w-3xl flex-col gap-4">
      <DefinitionList label="Seats before and after" layout="stats" items={seatNumbers({ ...numbers, ...seats })} />
      <p>
        {formatCount(numbers.changed, "person is", "people are")} activated again, in{" "}
        {formatCount(numbers.memberships, "membership", "memberships")}.
        {notRestoredCount > 0 &&
          ` ${formatCount(notRestoredCount, "other stays as it is", "others stay as they are")}.`}
      </p>
      {outcomes.length > 0 && (
        <DefinitionList
          label="People by outcome"
          items={outcomes.map(({ words, count }) => ({ term: words, value: count }))}
        />
      )}
      {notRestored.length > 0 && (
        <DefinitionList
          label="Memberships not restored"
          items={notRestored.map(({ words, count }) => ({ term: `Not restored: ${words}`, value: count }))}
        />
      )}
      <Form
        label="Undo this change"
        onSubmit={(values) => change.mutate({ ...asked, ...whyFrom(values) })}
        errors={change.error?.fields}
        className="surface flex flex-col gap-4 p-4"
      >
        <ReasonFields disabledReason={disabledReason} />
        <SubmitButton
          isPending={change.isPending}
          disabledReason={reasonsInWords(refusal, disabledReason)}
          error={change.error?.formMessage}
        >
          Undo for {formatCount(numbers.changed, "person", "people")}
        </SubmitButton>
      </Form>
    </section>
  );
}
