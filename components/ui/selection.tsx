"use client";

import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { formatNumber } from "@/domain/format";
import { Button } from "./button";
import { useNavigate } from "./use-navigate";

type Action = {
  label: string;
  /** Where it leads; the selection is added to it. */
  href: string;
  /** The same for everything that the list finds, on all of its pages. */
  everything?: { label: string; href: string };
  disabledReason?: string;
};

type Props = {
  /** Names the group. */
  label: string;
  /** The name of the rows' checkboxes, and of the parameter that holds their values. */
  name: string;
  /** Selects the rows on this page: "Select all accounts". */
  pageLabel: string;
  /** Said when an action is chosen before any row: "Select the people first." */
  nothingSelected: string;
  /** What the address selects. */
  selected: readonly (string | number)[];
  /** Differs as soon as a row that is shown has changed. */
  shown: string;
  /** How many rows the list finds on all of its pages. */
  total: number;
  actions: Action[];
};

/** Around a table whose rows have checkboxes. They are the selection until an action puts it into the address. */
export function Selection(props: Props & { children: ReactNode }) {
  const { label, name, pageLabel, nothingSelected, selected, shown, total, actions, children } = props;
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const page = useRef<HTMLInputElement>(null);
  const lastClicked = useRef<HTMLInputElement>(undefined);
  const [count, setCount] = useState(selected.length);
  const [isEverything, setIsEverything] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const chosen = selected.join();
  const hasEverything = actions.some(({ everything }) => everything) && total > 0;

  function boxes(): HTMLInputElement[] {
    return [...(form.current?.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox]") ?? [])];
  }

  function follow() {
    const all = boxes();
    const checked = all.filter((box) => box.checked).length;
    setCount(checked);
    if (checked < all.length) setIsEverything(false);
    if (checked > 0) setIsAsked(false);
    if (!page.current) return;
    page.current.checked = checked > 0 && checked === all.length;
    page.current.indeterminate = checked > 0 && checked < all.length;
  }

  function checkAll(isChecked: boolean) {
    for (const box of boxes()) box.checked = isChecked;
    follow();
  }

  const shownBefore = useRef(shown);
  // A selection that leaves the address has been dealt with, unless no row has changed: then Back left its preview.
  useEffect(() => {
    const values = chosen.split(",");
    const isKept = chosen === "" && shown === shownBefore.current;
    for (const box of isKept ? [] : boxes()) box.checked = values.includes(box.value);
    shownBefore.current = shown;
    follow();
  }, [chosen]);

  // Everything was dealt with.
  useEffect(() => {
    if (isEverything) checkAll(false);
  }, [shown]);

  /** With Shift held, all rows between the last one clicked and this one become as this one is. */
  function extend({ target, shiftKey }: MouseEvent) {
    const all = boxes();
    const box = all.find((one) => one === target);
    if (!box) return;
    const from = lastClicked.current && shiftKey ? all.indexOf(lastClicked.current) : -1;
    const to = all.indexOf(box);
    if (from >= 0) {
      for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
    }
    lastClicked.current = box;
    follow();
  }

  function choose({ href, everything }: Action) {
    const values = boxes().flatMap(({ checked, value }) => (checked ? value : []));
    if (isEverything && everything) navigate.push(everything.href, { scroll: false });
    else if (values.length > 0) navigate.push(withValues(href, name, values), { scroll: false });
    else setIsAsked(true);
  }

  const selectedCount = isEverything ? total : count;

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard clicks checkboxes too.
    <form
      ref={form}
      aria-label={label}
      autoComplete="off"
      onChange={follow}
      onClick={extend}
      onSubmit={(event) => event.preventDefault()}
      className="flex flex-col gap-3"
    >
      <div className="sticky top-0 z-30 flex flex-wrap items-center gap-x-4 gap-y-2 bg-background py-1 pl-4 print:hidden">
        <label className="flex items-center gap-2 text-text-muted">
          <input
            ref={page}
            type="checkbox"
            onChange={(event) => checkAll(event.currentTarget.checked)}
            className="size-4 accent-accent"
          />
          {pageLabel}
        </label>
        {hasEverything && (
          <label className="flex items-center gap-2 text-text-muted">
            <input
              type="checkbox"
              checked={isEverything}
              onChange={(event) => {
                checkAll(event.currentTarget.checked);
                setIsEverything(event.currentTarget.checked);
              }}
              className="size-4 accent-accent"
            />
            Select all {formatNumber(total)} listed
          </label>
        )}
        <div className="flex flex-wrap items-center gap-2">
          {actions.map((action) => (
            <Button
              key={action.label}
              size="small"
              disabledReason={action.disabledReason}
              hideReason
              aria-busy={navigate.isPending}
              onClick={() => choose(action)}
            >
              {isEverything && action.everything ? action.everything.label : action.label}
            </Button>
          ))}
        </div>
        <p aria-live="polite" className="text-small text-text-muted empty:hidden">
          {selectedCount > 0 ? `${formatNumber(selectedCount)} selected` : ""}
        </p>
        {isAsked && (
          <p role="alert" className="text-danger">
            {nothingSelected}
          </p>
        )}
      </div>
      {children}
    </form>
  );
}

function withValues(href: string, name: string, values: string[]): string {
  const added = new URLSearchParams(values.map((value) => [name, value]));
  return `${href}${href.includes("?") ? "&" : "?"}${added}`;
}
