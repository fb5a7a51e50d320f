"use client";

import clsx from "clsx";
import { useSearchParams } from "next/navigation";
import { Field } from "./ui/field";

/** Why a change is made, as the fields of a form hold it. */
export type Why = { reason: string; ticket: string };

export function whyFrom({ reason = "", ticket = "" }: Record<string, string>): Why {
  return { reason, ticket };
}

type Props = {
  /** Stands in the field at first, unless the address says a reason. */
  defaultReason?: string;
  /** Whether the change needs the address of a ticket. */
  needsTicket?: boolean;
  rows?: number;
  className?: string;
  disabledReason?: string;
};

/** Why a change is made and where it was asked for: in every form that changes something. */
export function ReasonFields({ defaultReason, needsTicket = false, rows = 3, className, disabledReason }: Props) {
  const said = useSearchParams().get("reason");
  return (
    <div className={clsx("grid items-start gap-4 sm:grid-cols-[3fr_2fr]", className)}>
      <Field
        name="reason"
        label="Reason"
        required
        multiline
        rows={rows}
        defaultValue={said ?? defaultReason}
        disabledReason={disabledReason}
      />
      <Field
        name="ticket"
        label="Ticket"
        type="url"
        required={needsTicket}
        hint={needsTicket ? "The link to where the customer said so." : "A link to the request, if there is one."}
        placeholder="https://"
        disabledReason={disabledReason}
      />
    </div>
  );
}
