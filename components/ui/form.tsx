"use client";

import { createContext, type FormEvent, type KeyboardEvent, type ReactNode, use, useEffect, useRef } from "react";
import { Button } from "./button";
import { sendForm, useTypedWork } from "./typed-work";

type Errors = Record<string, string[] | undefined>;

const FormErrors = createContext<Errors>({});

/** The refusals of one field: its own, or those the form around it was given. */
export function useFieldErrors(name: string, own?: string[]): string[] {
  const errors = use(FormErrors);
  return own ?? errors[name] ?? [];
}

type Props = {
  /** Several values of one name arrive joined by line breaks; files stand in `formData` alone. */
  onSubmit: (values: Record<string, string>, formData: FormData) => void;
  errors?: Errors;
  error?: string;
  label?: string;
  className?: string;
  children: ReactNode;
};

/**
 * Sends what was typed and keeps it. When a refusal arrives, the first bad field gets the focus. People who
 * leave it unsaved are asked first, and find what they typed when they come back.
 */
export function Form({ onSubmit, errors = {}, error, label, className = "flex flex-col gap-4", children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const awaitsAnswer = useRef(false);
  const work = useTypedWork(form);

  useEffect(() => {
    const badField = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    if (!awaitsAnswer.current || !badField) return;
    awaitsAnswer.current = false;
    badField.focus();
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    awaitsAnswer.current = true;
    const formData = new FormData(event.currentTarget);
    sendForm(event.currentTarget, () => onSubmit(textsOf(formData), formData));
  }

  function submitByKey(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // The button, so that one which is off or under way refuses.
    event.currentTarget.querySelector<HTMLElement>("button[type=submit]:enabled")?.click();
  }

  return (
    <FormErrors value={errors}>
      <form
        ref={form}
        onSubmit={submit}
        onKeyDown={submitByKey}
        aria-label={label}
        className={className}
        noValidate
        autoComplete="off"
      >
        {work.isRestored && (
          <p aria-live="polite" className="col-span-full flex flex-wrap items-center gap-2 text-text-muted">
            Your unsaved changes are back.
            <Button size="small" onClick={work.discard}>
              Discard changes
            </Button>
          </p>
        )}
        {children}
        {error && (
          <p role="alert" className="text-danger">
            {error}
          </p>
        )}
      </form>
    </FormErrors>
  );
}

function textsOf(formData: FormData): Record<string, string> {
  const names = [...new Set(formData.keys())];
  const texts = names.map(
    (name) => [name, formData.getAll(name).filter((value) => typeof value === "string")] as const,
  );
  return Object.fromEntries(
    texts.filter(([, values]) => values.length > 0).map(([name, values]) => [name, values.join("\n")]),
  );
}
