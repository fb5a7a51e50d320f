"use client";

import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { hrefOf } from "@/components/ui/list-href";
import { useNavigate } from "@/components/ui/use-navigate";

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
export function UnseenSelection({ path, list, isEverybodySelected, disabledReason, everybody, children }: Props) {
  const onPage = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
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

  function preview(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const selection = new FormData(event.currentTarget);
    setIsNobodySelected(!selection.has("person"));
    if (selection.has("person")) navigate.push(hrefOf(path, selection), { scroll: false });
  }

  return (
    <form
      action={path}
      onChange={follow}
      onSubmit={preview}
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
          <Button type="submit" size="small" disabledReason={disabledReason} hideReason aria-busy={navigate.isPending}>
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
    </form>
  );
}
