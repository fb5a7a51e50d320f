"use client";

import type { ReactNode } from "react";
import { reasonsInWords } from "@/domain/permissions";
import { Field } from "./ui/field";
import { Form } from "./ui/form";
import { SubmitButton } from "./ui/submit-button";
import type { ActionError } from "./use-action";

type Props = {
  /** The change as `useAction` tells of it. */
  change: { isPending: boolean; error: ActionError | null };
  onSubmit: (reason: string) => void;
  isDangerous?: boolean;
  /** For whom the whole form is off; a refusal leaves the reason to be typed. */
  disabledReason?: string;
  refusal?: string;
  children: ReactNode;
};

/** Confirms what the dialog around it shows: nothing more is asked than why. */
export function ReasonForm({ change, onSubmit, isDangerous = false, disabledReason, refusal, children }: Props) {
  const { isPending, error } = change;
  return (
    <Form onSubmit={({ reason = "" }) => onSubmit(reason)} errors={error?.fields}>
      <Field name="reason" label="Reason" multiline disabledReason={disabledReason} />
      <SubmitButton
        variant={isDangerous ? "danger" : "primary"}
        isPending={isPending}
        disabledReason={reasonsInWords(refusal, disabledReason)}
        error={error?.formMessage}
      >
        {children}
      </SubmitButton>
    </Form>
  );
}
