"use client";

import { useEffect, useRef } from "react";
import { Field } from "@/components/ui/field";
import { OrganizationSuggestions } from "./organization-suggestions";

type Props = {
  label: string;
  /** What stands in the field, which follows it. */
  text: string;
  /** What the address says. */
  chosenText: string;
  isSearching: boolean;
  errors?: string[];
  className?: string;
  disabledReason?: string;
  onText: (text: string, how: "typed" | "chosen") => void;
};

/** The last login being typed, where a search as you type begins. */
function unfinished(text: string): string {
  return text.split(/[\s,;]/).at(-1) ?? "";
}

/** A box for organizations, typed or pasted. */
export function OrganizationsField({ text, chosenText, isSearching, onText, className, ...field }: Props) {
  const frame = useRef<HTMLDivElement>(null);

  // What leaves an organization out or completes one is elsewhere on the page. The field stays, and with it the focus.
  useEffect(() => {
    const textarea = frame.current?.querySelector("textarea");
    if (textarea && textarea.value !== text) textarea.value = text;
  }, [text]);

  /** Puts the chosen login where the unfinished one stood, and the cursor behind it. */
  function complete(login: string) {
    onText(`${text.slice(0, text.length - unfinished(text).length)}${login} `, "chosen");
    frame.current?.querySelector("textarea")?.focus();
  }

  return (
    <div ref={frame} className={className}>
      <Field
        {...field}
        name="organizations"
        hint="Type to search, or paste logins or addresses, separated by spaces, commas, semicolons or lines."
        multiline
        rows={3}
        defaultValue={chosenText}
        onValueChange={(typed) => onText(typed, "typed")}
      />
      {isSearching && <OrganizationSuggestions text={unfinished(text)} onChoose={complete} />}
    </div>
  );
}
