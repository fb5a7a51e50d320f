"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { useNavigate } from "@/components/ui/use-navigate";
import { OrganizationSuggestions } from "./organization-suggestions";
import { type Place, placeHref } from "./organizations-address";

type Props = { place: Place; chosenText: string; problems: string[] };

/** The last login being typed, where a search as you type begins. */
function unfinished(text: string): string {
  return text.split(/[\s,]/).at(-1) ?? "";
}

export function ChooseOrganizationsForm({ place, chosenText, problems }: Props) {
  const navigate = useNavigate();
  const [text, setText] = useState(chosenText);
  const [shownText, setShownText] = useState(chosenText);

  // Another address, by Preview or by Back, brings its own logins. The form itself stays, and with it the focus.
  if (shownText !== chosenText) {
    setShownText(chosenText);
    setText(chosenText);
  }

  function preview() {
    navigate.push(placeHref(place, { organizations: text.trim() }), { scroll: false });
  }

  /** Puts the chosen login where the unfinished one stood, and the cursor behind it. */
  function complete(login: string, form: HTMLFormElement) {
    const field = form.elements.namedItem("organizations") as HTMLTextAreaElement;
    field.value = `${text.slice(0, text.length - unfinished(text).length)}${login} `;
    field.focus();
    setText(field.value);
  }

  return (
    <Form label="Choose organizations" onSubmit={preview} className="surface flex max-w-3xl flex-col gap-3 p-4">
      <Field
        key={chosenText}
        name="organizations"
        label="Organizations to attach"
        hint="Type to search, or paste logins separated by spaces, commas or lines."
        multiline
        rows={2}
        defaultValue={chosenText}
        errors={text === chosenText ? problems : []}
        onValueChange={setText}
      />
      {text !== chosenText && <OrganizationSuggestions text={unfinished(text)} onChoose={complete} />}
      <div>
        <Button type="submit" variant="primary" aria-busy={navigate.isPending}>
          Preview
        </Button>
      </div>
    </Form>
  );
}
