"use client";

import { Search } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { addresses } from "@/domain/addresses";
import type { SearchDialog } from "./search-dialog";

const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);
const subscribe = () => () => {};

/**
 * Opens the search over everything, as its shortcut does from anywhere. The dialog comes after all that a page needs to
 * answer; until it is there the button goes to the page of search.
 */
export function SearchButton() {
  const [isOpen, setIsOpen] = useState(false);
  const [Dialog, setDialog] = useState<typeof SearchDialog>();
  const shortcut = useSyncExternalStore(
    subscribe,
    () => (isApple() ? "⌘K" : "Ctrl K"),
    () => "",
  );

  useEffect(() => {
    import("./search-dialog").then(({ SearchDialog }) => setDialog(() => SearchDialog));
  }, []);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { key, shiftKey, altKey, metaKey, ctrlKey } = event;
      if (key.toLowerCase() !== "k" || shiftKey || altKey || !(isApple() ? metaKey : ctrlKey)) return;
      event.preventDefault();
      // What stands in an open dialog would be lost behind another page.
      if (!document.querySelector("dialog[open]")) setIsOpen(true);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <>
      <form
        action={addresses.search()}
        onSubmit={(event) => {
          if (!Dialog) return;
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        <button
          type="submit"
          aria-keyshortcuts="Meta+K Control+K"
          className="flex min-h-8 w-full items-center gap-2 rounded-regular border border-line-strong bg-surface px-2 text-text-muted hover:bg-raised max-md:border-transparent max-md:bg-transparent"
        >
          <Search aria-hidden size={15} className="shrink-0 max-md:size-4.5 max-md:text-text" />
          <span className="max-md:sr-only">Search</span>
          <kbd aria-hidden className="ml-auto font-sans text-small max-md:hidden">
            {shortcut}
          </kbd>
        </button>
      </form>
      {isOpen && Dialog && <Dialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
