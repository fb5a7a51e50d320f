"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import type { ButtonVariant } from "./button-class";
import { useCancelDialog } from "./dialog";

type Props = {
  isPending: boolean;
  disabledReason?: string;
  error?: string;
  variant?: ButtonVariant;
  children: ReactNode;
};

/** Says what it does, also while it is doing it; a second click then does nothing. In a dialog "Cancel" stands beside it. */
export function SubmitButton({ isPending, disabledReason, error, variant = "primary", children }: Props) {
  const cancel = useCancelDialog();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        type="submit"
        variant={variant}
        disabledReason={disabledReason}
        aria-busy={isPending}
        onClick={(event) => isPending && event.preventDefault()}
      >
        {children}
      </Button>
      {cancel && <Button onClick={cancel}>Cancel</Button>}
      {error && (
        <p role="alert" className="text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
