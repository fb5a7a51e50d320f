"use client";

import { type ComponentProps, useState } from "react";
import type { Typed } from "@/domain/typed";
import { Field } from "./field";

type Props<Value> = Omit<ComponentProps<typeof Field>, "type" | "multiline" | "rows"> & {
  /** What was typed, as the server will read it. */
  read: (typed: string) => Typed<Value>;
  /** How a value is shown once it is typed. */
  show: (value: Value) => string;
};

/** A number as a line of text: a field of type number counts when the wheel turns over it, and takes no separators. */
export function NumberField<Value>({ read, show, onValueChange, errors, ...field }: Props<Value>) {
  const [problem, setProblem] = useState<string>();
  return (
    <Field
      inputMode="numeric"
      {...field}
      errors={problem ? [problem] : errors}
      onValueChange={(typed) => {
        setProblem(undefined);
        onValueChange?.(typed);
      }}
      onBlur={({ currentTarget }) => {
        const { value, problem } = read(currentTarget.value);
        setProblem(problem);
        if (problem !== undefined) return;
        const shown = show(value);
        if (currentTarget.value === shown) return;
        currentTarget.value = shown;
        // For the form, which keeps what is typed.
        currentTarget.dispatchEvent(new Event("input", { bubbles: true }));
      }}
    />
  );
}
