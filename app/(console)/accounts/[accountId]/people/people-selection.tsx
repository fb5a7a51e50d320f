"use client";

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useNavigate } from "@/components/ui/use-navigate";
import { type Verb, verbNames, verbs } from "@/domain/activation-verbs";

type Props = {
  /** For each verb the address of its preview; the people selected are added to that of a selection. */
  hrefs: Record<Verb, { selected: string; everybody: string | undefined }>;
  /** The organization that the list is filtered to. */
  organization: string | undefined;
  /** Who is selected by the address. */
  selectedIds: number[];
  /** Another one as soon as somebody listed is activated or deactivated. */
  shown: string;
  disabledReasons: Record<Verb, string | undefined>;
  children: ReactNode;
};

/** Around the table of people: its checkboxes are the selection, until its preview puts it into the address. */
export function PeopleSelection({ hrefs, organization, selectedIds, shown, disabledReasons, children }: Props) {
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const everybody = useRef<HTMLInputElement>(null);
  const [selectedCount, setSelectedCount] = useState(selectedIds.length);
  const [isNobodySelected, setIsNobodySelected] = useState(false);
  const selection = selectedIds.join();

  function boxes(): HTMLInputElement[] {
    return [...(form.current?.querySelectorAll<HTMLInputElement>("input[name=person]") ?? [])];
  }

  function show() {
    const all = boxes();
    const count = all.filter(({ checked }) => checked).length;
    setSelectedCount(count);
    if (count > 0) setIsNobodySelected(false);
    if (!everybody.current) return;
    everybody.current.checked = count > 0 && count === all.length;
    everybody.current.indeterminate = count > 0 && count < all.length;
  }

  const shownBefore = useRef(shown);
  // A selection that leaves the address was done, unless all is as it was: then Back led away from its preview.
  useEffect(() => {
    const chosen = selection.split(",");
    const isKept = selection === "" && shown === shownBefore.current;
    for (const box of isKept ? [] : boxes()) box.checked = chosen.includes(box.value);
    shownBefore.current = shown;
    show();
  }, [selection]);

  function follow(event: FormEvent<HTMLFormElement>) {
    if (event.target === everybody.current) {
      for (const box of boxes()) box.checked = everybody.current.checked;
    }
    show();
  }

  function preview(verb: Verb) {
    const people = boxes().filter(({ checked }) => checked);
    setIsNobodySelected(people.length === 0);
    if (people.length === 0) return;
    const named = people.map(({ value }) => `&person=${value}`).join("");
    navigate.push(`${hrefs[verb].selected}${named}`, { scroll: false });
  }

  return (
    <form
      ref={form}
      aria-label="Select people"
      autoComplete="off"
      onChange={follow}
      onSubmit={(event) => event.preventDefault()}
      className="flex flex-col gap-3"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pl-4">
        <label className="flex items-center gap-2 text-text-muted">
          <input ref={everybody} type="checkbox" className="size-4 accent-accent" />
          Select everybody on this page
        </label>
        <div className="flex flex-wrap items-center gap-2">
          {verbs.map((verb) => (
            <Button
              key={verb}
              size="small"
              disabledReason={disabledReasons[verb]}
              hideReason
              onClick={() => preview(verb)}
            >
              {verbNames[verb]} selected
            </Button>
          ))}
        </div>
        {organization !== undefined && (
          <div className="flex flex-wrap items-center gap-2">
            {verbs.map((verb) => (
              <Button
                key={verb}
                size="small"
                variant="quiet"
                disabledReason={disabledReasons[verb]}
                hideReason
                onClick={() => navigate.push(hrefs[verb].everybody ?? "", { scroll: false })}
              >
                {verbNames[verb]} everybody in {organization}
              </Button>
            ))}
          </div>
        )}
        <p aria-live="polite" className="text-small text-text-muted empty:hidden">
          {selectedCount > 0 ? `${selectedCount} selected` : ""}
        </p>
        {isNobodySelected && (
          <p role="alert" className="text-danger">
            Select the people first.
          </p>
        )}
      </div>
      {children}
    </form>
  );
}
