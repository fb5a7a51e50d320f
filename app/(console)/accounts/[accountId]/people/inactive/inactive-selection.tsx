"use client";

import Form from "next/form";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  path: string;
  /** What the address says of the list, so that it stays as it is. */
  list: Record<string, string>;
  isEverybodySelected: boolean;
  disabledReason?: string;
  /** What is done without a selection. */
  everybody: ReactNode;
  children: ReactNode;
};

/** Around the table: its checkboxes are the selection, until its preview puts it into the address. */
export function InactiveSelection({ path, list, isEverybodySelected, disabledReason, everybody, children }: Props) {
  const onPage = useRef<HTMLInputElement>(null);
  const [isNobodySelected, setIsNobodySelected] = useState(false);

  function follow(event: FormEvent<HTMLFormElement>) {
    const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>("input[name=person]")];
    if (!onPage.current) return;
    if (event.target === onPage.current) for (const box of boxes) box.checked = onPage.current.checked;
    const count = boxes.filter(({ checked }) => checked).length;
    onPage.current.checked = count > 0 && count === boxes.length;
    onPage.current.indeterminate = count > 0 && count < boxes.length;
    if (count > 0) setIsNobodySelected(false);
  }

  function requireSelection(event: FormEvent<HTMLFormElement>) {
    if (new FormData(event.currentTarget).has("person")) return;
    event.preventDefault();
    setIsNobodySelected(true);
  }

  return (
    <Form
      action={path}
      prefetch={false}
      scroll={false}
      onChange={follow}
      onSubmit={requireSelection}
      aria-label="Select inactive people"
      autoComplete="off"
      className="flex flex-col gap-3"
    >
      {Object.entries({ ...list, deactivate: "selected" }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pl-4">
        <label className="flex items-center gap-2 text-text-muted">
          <input ref={onPage} type="checkbox" defaultChecked={isEverybodySelected} className="size-4 accent-accent" />
          Select everybody on this page
        </label>
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" size="small" disabledReason={disabledReason} hideReason>
            Deactivate selected
          </Button>
          {everybody}
        </div>
        {isNobodySelected && (
          <p role="alert" className="text-danger">
            Select the people first.
          </p>
        )}
      </div>
      {children}
    </Form>
  );
}
