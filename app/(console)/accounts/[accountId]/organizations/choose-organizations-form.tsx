"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { useNavigate } from "@/components/ui/use-navigate";
import type { ChosenOrganizations } from "@/domain/organizations";
import { ChosenOrganizationsTable } from "../../chosen-organizations-table";
import { OrganizationsField } from "../../organizations-field";
import { type Place, placeHref } from "./organizations-address";

type Props = { place: Place; chosenText: string; chosen: ChosenOrganizations };

export function ChooseOrganizationsForm({ place, chosenText, chosen }: Props) {
  const navigate = useNavigate();
  const [text, setText] = useState(chosenText);
  const [shownText, setShownText] = useState(chosenText);
  const hrefFor = (organizations: string) => placeHref(place, { organizations });

  // Another address, by Preview or by Back, brings its own logins.
  if (shownText !== chosenText) {
    setShownText(chosenText);
    setText(chosenText);
  }

  return (
    <>
      <Form
        label="Choose organizations"
        onSubmit={() => navigate.push(hrefFor(text.trim()), { scroll: false })}
        className="surface flex max-w-3xl flex-col gap-3 p-4"
      >
        <OrganizationsField
          label="Organizations to attach"
          text={text}
          chosenText={chosenText}
          isSearching={text !== chosenText}
          errors={text === chosenText && chosen.problem ? [chosen.problem] : []}
          onText={setText}
        />
        <div>
          <Button type="submit" variant="primary" aria-busy={navigate.isPending}>
            Preview
          </Button>
        </div>
      </Form>
      <ChosenOrganizationsTable rows={chosen.rows} text={chosenText} hrefFor={hrefFor} accountId={place.accountId} />
    </>
  );
}
