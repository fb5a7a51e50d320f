"use client";

import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { useFieldErrors } from "./form";

export type FieldProps = {
  name: string;
  label: string;
  errors?: string[];
  hint?: ReactNode;
  disabledReason?: string;
  className?: string;
};

type Attributes = {
  id: string;
  name: string;
  disabled: boolean;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
};

type Props = FieldProps & { isInline?: boolean; children: (attributes: Attributes) => ReactNode };

/**
 * Label, hint, reason and refusals around one control, tied to it for a screen reader. Why it is disabled is seen once,
 * at the form's button, and on hover.
 */
export function FieldFrame({
  name,
  label,
  errors,
  hint,
  disabledReason,
  className,
  isInline = false,
  children,
}: Props) {
  const id = useId();
  const refusals = useFieldErrors(name, errors);
  const notes = [
    { id: `${id}-hint`, text: hint, tone: "text-text-muted" },
    { id: `${id}-reason`, text: disabledReason, tone: "sr-only" },
    { id: `${id}-errors`, text: refusals.join(" "), tone: "text-danger" },
  ].filter(({ text }) => text);

  const control = children({
    id,
    name,
    disabled: disabledReason !== undefined,
    "aria-invalid": refusals.length > 0,
    "aria-describedby": notes.map((note) => note.id).join(" ") || undefined,
  });

  return (
    <div title={disabledReason} className={clsx("relative flex min-w-0 flex-col gap-1", className)}>
      <div className={isInline ? "flex items-center gap-2" : "contents"}>
        {isInline && control}
        <label htmlFor={id} className="self-start font-medium">
          {label}
        </label>
      </div>
      {!isInline && control}
      {notes.map((note) => (
        <p key={note.id} id={note.id} className={clsx("text-small", note.tone)}>
          {note.text}
        </p>
      ))}
    </div>
  );
}
