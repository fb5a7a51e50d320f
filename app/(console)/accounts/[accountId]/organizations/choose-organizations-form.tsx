"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { OrganizationSuggestions } from "./organization-suggestions";

type Props = { path: string; chosenText: string; problems: string[] };

/** The last login being typed, where a search as you type begins. */
function unfinished(text: string): string {
  return text.match(/[^\s,]*$/)?.[0] ?? "";
}

export function ChooseOrganizationsForm({ path, chosenText, problems }: Props) {
  const router = useRouter();
  const [text, setText] = useState(chosenText);
  const [typed, setTyped] = useState(0);
  const [isPending, startTransition] = useTransition();

  function preview() {
    const query = new URLSearchParams({ organizations: text.trim() });
    startTransition(() => router.push(text.trim() === "" ? path : `${path}?${query}`, { scroll: false }));
  }

  /** Puts the chosen login where the unfinished one stood. */
  function complete(login: string) {
    setText(`${text.slice(0, text.length - unfinished(text).length)}${login} `);
    setTyped(typed + 1);
  }

  return (
    <Form label="Choose organizations" onSubmit={preview} className="surface flex max-w-3xl flex-col gap-3 p-4">
      <Field
        key={typed}
        name="organizations"
        label="Organizations to attach"
        hint="Type to search, or paste logins separated by spaces, commas or lines."
        multiline
        rows={2}
        defaultValue={text}
        errors={text === chosenText ? problems : []}
        onValueChange={setText}
      />
      {text !== chosenText && <OrganizationSuggestions text={unfinished(text)} onChoose={complete} />}
      <div>
        <Button type="submit" variant="primary" aria-busy={isPending} className="aria-busy:opacity-60">
          Preview
        </Button>
      </div>
    </Form>
  );
}
