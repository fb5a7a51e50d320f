"use client";

import { X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Confirmation } from "@/domain/confirmation";
import { Button } from "./ui/button";
import { Link } from "./ui/link";

type Shown = Confirmation & { at: number };

/** A change may lead to another page, where it is still confirmed. A page that is opened later is about something else. */
const millisecondsToArrive = 5000;
/** How long what the change does to the page may take the focus away. */
const millisecondsToSettle = 5000;

const listeners = new Set<() => void>();
let shown: Shown | undefined;

/** Confirms a change to the person who made it. `useAction` does so for every change. */
export function showConfirmation(confirmation: Confirmation | undefined): void {
  shown = confirmation && { ...confirmation, at: Date.now() };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the last change did, on whatever page it led to, with the way to its entries and back. */
export function ConfirmationRegion() {
  const confirmation = useSyncExternalStore(
    subscribe,
    () => shown,
    () => undefined,
  );
  const box = useRef<HTMLDivElement>(null);
  const pathname = usePathname();

  useEffect(() => {
    if (shown && Date.now() - shown.at > millisecondsToArrive) showConfirmation(undefined);
  }, [pathname]);

  // The focus is where it was. If the change removed what had it, it comes here.
  useEffect(() => {
    if (!confirmation) return;
    const stop = () => clearInterval(timer);
    const timer = setInterval(() => {
      if (Date.now() - confirmation.at > millisecondsToSettle) stop();
      const isLost = document.activeElement === document.body && !document.querySelector("dialog[open]");
      if (isLost) box.current?.focus();
    }, 100);
    for (const event of ["pointerdown", "keydown"]) window.addEventListener(event, stop, { once: true });
    return () => {
      stop();
      for (const event of ["pointerdown", "keydown"]) window.removeEventListener(event, stop);
    };
  }, [confirmation]);

  return (
    <div
      role="status"
      aria-label="Last change"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-40 mx-auto max-w-2xl print:hidden"
    >
      {confirmation && (
        <div
          ref={box}
          tabIndex={-1}
          className="surface pointer-events-auto flex items-start gap-3 border-line-strong py-2 pr-2 pl-4 shadow-xl"
        >
          <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4 gap-y-1 py-1">
            <p className="wrap-anywhere font-medium">{confirmation.message}.</p>
            {confirmation.facts.map(({ name, before, after }) => (
              <p key={name} className="wrap-anywhere text-text-muted">
                {name} {before !== undefined && `${before} → `}
                <span className="text-text">{after ?? "none"}</span>
              </p>
            ))}
            <p className="ml-auto flex gap-3">
              {confirmation.viewHref && (
                <Link href={confirmation.viewHref} aria-label={`View: ${confirmation.message}`}>
                  View
                </Link>
              )}
              {confirmation.undoHref && (
                <Link href={confirmation.undoHref} aria-label={`Undo: ${confirmation.message}`}>
                  Undo
                </Link>
              )}
            </p>
          </div>
          <Button variant="quiet" size="small" aria-label="Dismiss" onClick={() => showConfirmation(undefined)}>
            <X aria-hidden size={16} />
          </Button>
        </div>
      )}
    </div>
  );
}
