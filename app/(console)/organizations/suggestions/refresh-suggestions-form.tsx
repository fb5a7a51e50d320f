"use client";

import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import { refresh } from "./actions";

type Props = { disabledReason?: string };

export function RefreshSuggestionsForm({ disabledReason }: Props) {
  const { mutate, isPending, isSuccess, error } = useAction(refresh);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        mutate({});
      }}
      className="flex flex-wrap items-center gap-x-3 gap-y-1"
    >
      <p role="status" className="text-text-muted">
        {isPending ? "Counting every membership…" : isSuccess ? "Refreshed." : ""}
      </p>
      <SubmitButton variant="secondary" isPending={isPending} error={error?.message} disabledReason={disabledReason}>
        Refresh now
      </SubmitButton>
    </form>
  );
}
