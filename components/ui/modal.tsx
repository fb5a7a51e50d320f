"use client";

import clsx from "clsx";
import { type ComponentProps, useEffect, useLayoutEffect, useRef } from "react";
import { useIsWaiting } from "./use-navigate";

type Props = Omit<ComponentProps<"dialog">, "ref" | "onClose"> & { onClose: (dialog: HTMLDialogElement) => void };

/** Those open, the one on top last: the keys are its own. */
const open: HTMLDialogElement[] = [];

const fields = ":is(input:not([type=hidden]), select, textarea):enabled";

/** Over the page while it is rendered. Escape asks for `onClose`; the focus goes back to where it was. */
export function Modal({ onClose, className, ...props }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isWaiting = useIsWaiting();

  // Closed before it leaves the page: only an open dialog gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    open.push(element);
    // What stands above the first field is to be read first.
    element.querySelector<HTMLElement>(fields)?.focus({ preventScroll: true });
    return () => {
      open.splice(open.indexOf(element), 1);
      element.close();
    };
  }, []);

  // Of the document: after a click on plain text the focus is nowhere.
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const element = dialog.current;
      if (!element || open.at(-1) !== element || event.defaultPrevented || event.isComposing) return;
      if (event.key === "Escape") {
        // The browser would close it at the second Escape, whatever was answered to the first.
        event.preventDefault();
        onClose(element);
      }
      // Within a form it is the form's.
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        element.querySelector<HTMLElement>("button[type=submit]:enabled")?.click();
      }
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });

  return (
    <dialog
      {...props}
      ref={dialog}
      aria-busy={isWaiting || undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose(event.currentTarget);
      }}
      onClose={(event) => event.currentTarget.open || onClose(event.currentTarget)}
      className={clsx(
        "surface w-[calc(100vw-2rem)] border-line-strong text-text shadow-xl backdrop:bg-black/45",
        className,
      )}
    />
  );
}
