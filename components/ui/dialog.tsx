"use client";

import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "./button";
import { Modal } from "./modal";

type Props = { title: string; onClose: () => void; children: ReactNode };

/** Open while it is rendered. Escape and "Cancel" ask for `onClose`. */
export function Dialog({ title, onClose, children }: Props) {
  const titleId = useId();
  return (
    <Modal
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto max-h-[calc(100dvh-2rem)] max-w-lg overflow-auto whitespace-normal text-left font-normal"
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
    </Modal>
  );
}
