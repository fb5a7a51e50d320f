"use client";

import { Search, X } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { useNavigate } from "@/components/ui/use-navigate";
import { optionAfter, optionsOf } from "./search-options";
import { SearchResults } from "./search-results";
import { SearchStatus } from "./search-status";
import { useSearch } from "./use-search";
import { WhatIsFound } from "./what-is-found";

/** A box whose options are what is found. The best is chosen; arrows choose another, Enter goes there. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [activeKey, setActiveKey] = useState<string>();
  const [awaitedText, setAwaitedText] = useState<string>();
  const search = useSearch(typed);
  const { text, result, isCurrent } = search;
  const options = optionsOf(result?.groups ?? []);
  const active = options.find(({ key }) => key === activeKey) ?? options[0];
  const optionIdOf = (key: string) => `${id}-${key}`;

  function goTo(href: string) {
    navigate.push(href);
    onClose();
  }

  // Enter came before the answer did: nothing that an older text found is opened.
  useEffect(() => {
    if (isCurrent && active && awaitedText === text) goTo(active.href);
  });

  useEffect(() => {
    if (activeKey !== undefined) document.getElementById(`${id}-${activeKey}`)?.scrollIntoView({ block: "nearest" });
  }, [id, activeKey]);

  function onKeyDown(event: KeyboardEvent) {
    const { key, nativeEvent, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (nativeEvent.isComposing || shiftKey || ctrlKey || metaKey || altKey) return;
    if (key === "Enter") {
      event.preventDefault();
      if (isCurrent && active) goTo(active.href);
      else setAwaitedText(text);
    }
    const next = optionAfter(options, active, key);
    if (!next) return;
    event.preventDefault();
    setActiveKey(next.key);
  }

  function follow({ ctrlKey, metaKey, shiftKey }: MouseEvent) {
    if (!ctrlKey && !metaKey && !shiftKey) onClose();
  }

  return (
    <Modal
      aria-label="Search"
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className="mx-auto mt-[12dvh] mb-auto max-h-[76dvh] max-w-2xl flex-col overflow-hidden p-0 open:flex max-sm:mt-2 max-sm:max-h-[calc(100dvh-1rem)] max-sm:w-[calc(100vw-1rem)]"
    >
      <div className="flex items-center gap-2 border-line border-b py-2 pr-2 pl-4 focus-within:border-accent">
        <Search aria-hidden size={16} className="shrink-0 text-text-muted" />
        <input
          role="combobox"
          aria-label="Search everything"
          aria-autocomplete="list"
          aria-expanded={options.length > 0}
          aria-controls={options.length > 0 ? `${id}-found` : undefined}
          aria-activedescendant={active && optionIdOf(active.key)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={300}
          placeholder="Name, login, e-mail, id or Stripe id"
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setActiveKey(undefined);
            setAwaitedText(undefined);
          }}
          onKeyDown={onKeyDown}
          className="min-h-8 min-w-0 grow bg-transparent text-large outline-none"
        />
        <Button variant="quiet" size="small" aria-label="Close" onClick={onClose}>
          <X aria-hidden size={16} />
        </Button>
      </div>
      {result && options.length > 0 ? (
        <SearchResults
          id={`${id}-found`}
          result={result}
          activeKey={active?.key}
          optionIdOf={optionIdOf}
          onFollow={follow}
        />
      ) : (
        (text === "" || result) && (
          <div className="p-4">
            <WhatIsFound />
          </div>
        )
      )}
      <div className="flex flex-wrap justify-between gap-x-4 border-line border-t px-4 py-2 text-small">
        <SearchStatus {...search} />
        <p className="text-text-muted max-sm:hidden">↑ ↓ choose, Enter opens, Esc closes</p>
      </div>
    </Modal>
  );
}
