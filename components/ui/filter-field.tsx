"use client";

import { Search } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { readWholeNumber } from "@/domain/whole-numbers";
import type { Option } from "./field";

type Props = { name: string; label: string; defaultValue?: string };

export function SearchField({ name, label, defaultValue = "", placeholder = label }: Props & { placeholder?: string }) {
  const ref = useAddress<HTMLInputElement>(defaultValue);
  return (
    <div className="relative w-full sm:w-72">
      <Search aria-hidden size={14} className="pointer-events-none absolute top-2.25 left-2.5 text-text-muted" />
      <input
        ref={ref}
        type="search"
        name={name}
        aria-label={label}
        placeholder={placeholder}
        defaultValue={defaultValue}
        className="control pl-8"
      />
    </div>
  );
}

export function FilterSelect({ name, label, options, defaultValue = "" }: Props & { options: Option[] }) {
  const id = useId();
  const ref = useAddress<HTMLSelectElement>(defaultValue);
  return (
    <Labelled id={id} label={label}>
      <select ref={ref} id={id} name={name} defaultValue={defaultValue} className="control w-auto max-w-56">
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** A short text that only part of a list has. */
export function FilterText({ name, label, defaultValue = "" }: Props) {
  const id = useId();
  const ref = useAddress<HTMLInputElement>(defaultValue);
  return (
    <Labelled id={id} label={label}>
      <input ref={ref} id={id} name={name} defaultValue={defaultValue} className="control w-32" />
    </Labelled>
  );
}

type NumberProps = Props & { least: number; most: number; noun: string; placeholder?: string };

/** The list waits while what is typed is no number that it takes. */
export function FilterNumber({ name, label, defaultValue = "", placeholder, ...limits }: NumberProps) {
  const id = useId();
  const ref = useAddress<HTMLInputElement>(defaultValue);
  const [problem, setProblem] = useState<string>();
  return (
    <div className="flex flex-col gap-1">
      <Labelled id={id} label={label}>
        <input
          ref={ref}
          id={id}
          inputMode="numeric"
          name={name}
          defaultValue={defaultValue}
          placeholder={placeholder}
          aria-invalid={problem !== undefined}
          aria-describedby={problem && `${id}-problem`}
          onChange={({ currentTarget: { value } }) => {
            setProblem(value.trim() === "" ? undefined : readWholeNumber(value, limits).problem);
          }}
          className="control w-24"
        />
      </Labelled>
      {problem && (
        <p id={`${id}-problem`} className="text-danger text-small">
          {problem}
        </p>
      )}
    </div>
  );
}

/** A day, as "2026-11-23". */
export function FilterDate({ name, label, defaultValue = "", max }: Props & { max?: string }) {
  const id = useId();
  const ref = useAddress<HTMLInputElement>(defaultValue);
  return (
    <Labelled id={id} label={label}>
      <input
        ref={ref}
        id={id}
        type="date"
        name={name}
        defaultValue={defaultValue}
        max={max}
        className="control w-auto"
      />
    </Labelled>
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-text-muted">
        {label}
      </label>
      {children}
    </div>
  );
}

/** Follows the address when it changes by other means (Back, a link), but never under the hands of who is typing. */
function useAddress<Control extends HTMLInputElement | HTMLSelectElement>(value: string) {
  const ref = useRef<Control>(null);
  useEffect(() => {
    if (ref.current && ref.current !== document.activeElement) ref.current.value = value;
  }, [value]);
  return ref;
}
