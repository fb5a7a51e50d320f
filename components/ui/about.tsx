"use client";

import { CircleHelp } from "lucide-react";
import { type ToggleEvent, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { explanationOf } from "@/domain/terms";

const margin = 8;

/** A button beside a term that explains it; nothing for a term without an explanation. */
export function About({ term }: { term: string }) {
  const id = useId();
  // Closed it has no text, so that the text of what it stands in is the term alone.
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const explanation = explanationOf(term);
  if (explanation === undefined) return null;

  /** Below the button, within the window. */
  function place({ currentTarget: box, newState }: ToggleEvent<HTMLDivElement>) {
    const at = button.current?.getBoundingClientRect();
    flushSync(() => setIsOpen(newState === "open"));
    if (newState !== "open" || !at) return;
    const left = Math.min(at.left, window.innerWidth - box.offsetWidth - margin);
    const below = at.bottom + margin;
    const fits = below + box.offsetHeight < window.innerHeight;
    box.style.left = `${Math.max(margin, left)}px`;
    box.style.top = `${fits ? below : Math.max(margin, at.top - box.offsetHeight - margin)}px`;
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        // Its name. As a label it would be taken for the label of a field.
        title={`About ${term}`}
        className="inline-flex size-5 shrink-0 items-center justify-center rounded-small align-middle text-text-muted hover:text-text print:hidden"
      >
        <CircleHelp aria-hidden size={12} />
      </button>
      <div
        id={id}
        popover="auto"
        role="note"
        onToggle={place}
        className="surface m-0 w-72 max-w-[calc(100vw-1rem)] whitespace-normal border-line-strong px-3 py-2 text-left font-normal text-base text-text shadow-xl"
      >
        {isOpen && explanation}
      </div>
    </>
  );
}
