"use client";

import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { hrefOf } from "@/components/ui/list-href";
import { useNavigate } from "@/components/ui/use-navigate";
import { addresses } from "@/domain/addresses";

type Props = {
  /** What the address says of the list, so that it stays as it is. */
  list: Record<string, string>;
  /** Changes when other rows are shown. */
  rowsKey: string;
  isEverythingChecked: boolean;
  children: ReactNode;
};

/** Around the table of accounts: its checkboxes are the selection. */
export function CheckSeatsForm({ list, rowsKey, isEverythingChecked, children }: Props) {
  const everything = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const [isNothingSelected, setIsNothingSelected] = useState(false);

  function follow(event: FormEvent<HTMLFormElement>) {
    const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>("input[name=check]")];
    if (event.target === everything.current) {
      for (const box of boxes) box.checked = everything.current.checked;
    }
    const count = boxes.filter((box) => box.checked).length;
    if (everything.current) {
      everything.current.checked = count === boxes.length;
      everything.current.indeterminate = count > 0 && count < boxes.length;
    }
    if (count > 0) setIsNothingSelected(false);
  }

  function check(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const selection = new FormData(event.currentTarget);
    setIsNothingSelected(!selection.has("check"));
    if (selection.has("check")) navigate.push(hrefOf(addresses.accounts(), selection), { scroll: false });
  }

  return (
    <form
      action={addresses.accounts()}
      onChange={follow}
      onSubmit={check}
      aria-label="Check seats"
      autoComplete="off"
      className="flex flex-col gap-3"
    >
      {Object.entries(list).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pl-4">
        <label className="flex items-center gap-2 text-text-muted">
          <input
            key={rowsKey}
            ref={everything}
            type="checkbox"
            defaultChecked={isEverythingChecked}
            className="size-4 accent-accent"
          />
          Select all accounts
        </label>
        <Button type="submit" aria-busy={navigate.isPending}>
          Check seats
        </Button>
        {isNothingSelected && (
          <p role="alert" className="text-danger">
            Select the accounts to check first.
          </p>
        )}
      </div>
      {children}
    </form>
  );
}
