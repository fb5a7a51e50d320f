"use client";

import { useState } from "react";
import { AccountEffects } from "@/components/account-effects";
import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import {
  type MarkFacts,
  planMark,
  type StaffMarks,
  type StaffWord,
  staffWordNames,
  staffWordOf,
  staffWords,
  withWords,
} from "@/domain/marks";
import { reasonsInWords } from "@/domain/permissions";
import { markInWords } from "@/domain/person";
import { previewOf } from "@/domain/preview";
import { mark } from "./actions";
import { markEffect, markWarning } from "./mark-words";

type Props = {
  title: string;
  facts: MarkFacts;
  /** Staff's words to begin with; those of today where there are none. */
  preset: { [Kind in keyof StaffMarks]?: StaffWord };
  /** Where the button that opened this said the words, they are not asked for again. */
  isSaid?: boolean;
  closeHref: string;
  disabledReason?: string;
};

const options = staffWords.map((word) => ({ value: word, label: staffWordNames[word] }));

export function MarkDialog({ title, facts, preset, isSaid = false, closeHref, disabledReason }: Props) {
  const navigate = useNavigate();
  const change = useAction(mark);
  const close = () => navigate.replace(closeHref, { scroll: false });
  const login = facts.logins.find(({ id }) => id === facts.ownerId)!;
  const said: StaffMarks = { student: staffWordOf(login.student.byStaff), bot: staffWordOf(login.bot.byStaff) };
  const [words, setWords] = useState<StaffMarks>({
    student: preset.student ?? said.student,
    bot: preset.bot ?? said.bot,
  });

  const plan = planMark(facts, words);
  const after = withWords(login, words);
  const warning = markWarning(plan);
  const refusal = plan.isUnchanged ? "Choose another word than staff's last." : undefined;

  function submit(values: Record<string, string>) {
    change.mutate(
      { ownerId: facts.ownerId, ...words, preview: previewOf(plan), ...whyFrom(values) },
      { onSuccess: close },
    );
  }

  return (
    <Dialog title={title} onClose={close}>
      <Form onSubmit={submit} errors={change.error?.fields}>
        {!isSaid && (
          <div className="grid gap-4 sm:grid-cols-2">
            {(["student", "bot"] as const).map((kind) => (
              <SelectField
                key={kind}
                name={kind}
                label={kind === "student" ? "Student" : "Bot"}
                options={options}
                defaultValue={words[kind]}
                savedValue={preset[kind] ?? said[kind]}
                hint={`Counts: ${changeInWords(markInWords(login[kind]), markInWords(after[kind]))}`}
                disabledReason={disabledReason}
                onValueChange={(word) => setWords((shown) => ({ ...shown, [kind]: word as StaffWord }))}
              />
            ))}
          </div>
        )}
        <p aria-live="polite">{markEffect(plan, facts.personName)}</p>
        {warning && <Notice tone="warning">{warning}</Notice>}
        {plan.accounts.length > 0 && <AccountEffects effects={plan.accounts} />}
        <ReasonFields disabledReason={disabledReason} />
        <SubmitButton
          isPending={change.isPending}
          disabledReason={reasonsInWords(refusal, disabledReason)}
          error={change.error?.formMessage}
        >
          {title}
        </SubmitButton>
      </Form>
    </Dialog>
  );
}

function changeInWords(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}
