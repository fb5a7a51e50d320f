"use client";

import type { ReactNode } from "react";
import { reasonsInWords } from "@/domain/permissions";
import { ReasonFields, type Why, whyFrom } from "./reason-fields";
import { Form } from "./ui/form";
import { SubmitButton } from "./ui/submit-button";
import type { ActionError } from "./use-action";

type Props = {
  /** The change as `useAction` tells of it. */
  change: { isPending: boolean; error: ActionError | null };
  onSubmit: (why: Why) => void;
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
    <Form onSubmit={(values) => onSubmit(whyFrom(values))} errors={error?.fields}>
      <ReasonFields disabledReason={disabledReason} />
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
