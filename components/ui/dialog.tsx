"use client";

import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { Button } from "./button";

type Props = { title: string; onClose: () => void; children: ReactNode };

/** Open while it is rendered. Escape and "Cancel" ask for `onClose`; the focus goes back to where it was. */
export function Dialog({ title, onClose, children }: Props) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  // Closed before it leaves the page: only an open dialog gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => event.currentTarget.open || onClose()}
      className="surface m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg overflow-auto whitespace-normal text-left font-normal text-text border-line-strong shadow-xl backdrop:bg-black/45"
    >
      <div className="sticky top-0 flex items-start justify-between gap-4 border-line border-b bg-surface py-2 pr-2 pl-4">
        <h2 id={titleId} className="py-1 font-semibold text-large">
          {title}
        </h2>
        <Button variant="quiet" size="small" aria-label="Cancel" onClick={onClose}>
          <X aria-hidden size={16} />
        </Button>
      </div>
      <div className="flex flex-col gap-4 p-4">{children}</div>
    </dialog>
  );
}
