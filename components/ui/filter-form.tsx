"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { buttonClass } from "./button-class";
import { useNavigate } from "./use-navigate";

type Props = { action: string; label: string; hidden?: Record<string, string>; children: ReactNode };

/** A list's filters as a GET form. Sends itself shortly after the last keystroke and at once on a choice. */
export function FilterForm({ action, label, hidden = {}, children }: Props) {
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function apply() {
    clearTimeout(timer.current);
    if (!form.current || form.current.querySelector("[aria-invalid=true]")) return;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form.current)) {
      if (typeof value === "string" && value !== "") query.append(name, value);
    }
    navigate.replace(query.size > 0 ? `${action}?${query}` : action, { scroll: false });
  }

  function applySoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(apply, 300);
  }

  // What was typed before React listened is still to be applied.
  useEffect(() => {
    const inputs = form.current?.querySelectorAll("input") ?? [];
    if ([...inputs].some((input) => input.value !== input.defaultValue)) apply();
    return () => clearTimeout(timer.current);
  }, []);

  return (
    <search className="print:hidden">
      <form
        ref={form}
        action={action}
        aria-label={label}
        aria-busy={navigate.isPending}
        autoComplete="off"
        onInput={applySoon}
        onChange={(event) => event.target instanceof HTMLSelectElement && apply()}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        className="flex flex-wrap items-end gap-3"
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <noscript>
          <button type="submit" className={buttonClass("secondary")}>
            Apply
          </button>
        </noscript>
      </form>
    </search>
  );
}
