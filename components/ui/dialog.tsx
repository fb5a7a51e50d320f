"use client";

import { X } from "lucide-react";
import { createContext, type ReactNode, use, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "./button";
import { Modal } from "./modal";
import { Question } from "./question";
import { discardTypedWork, hasTypedWork } from "./typed-work";

const CancelDialog = createContext<(() => void) | undefined>(undefined);

/** Closes the dialog around it without asking; undefined outside of one. */
export function useCancelDialog(): (() => void) | undefined {
  return use(CancelDialog);
}

type Props = { title: string; onClose: () => void; children: ReactNode };

/** Open while it is rendered. Its title begins with the name of the button that opened it, and names its object. */
export function Dialog({ title, onClose, children }: Props) {
  const titleId = useId();
  const content = useRef<HTMLDivElement>(null);
  const [isAsking, setIsAsking] = useState(false);

  function cancel() {
    if (content.current) discardTypedWork(content.current);
    onClose();
  }

  function askToClose() {
    if (content.current && hasTypedWork(content.current)) setIsAsking(true);
    else onClose();
  }

  return (
    <Modal
      aria-labelledby={titleId}
      onClose={askToClose}
      className="m-auto max-h-[calc(100dvh-2rem)] max-w-lg overflow-auto whitespace-normal text-left font-normal"
    >
      <div className="sticky top-0 z-10 flex items-start justify-between gap-4 border-line border-b bg-surface py-2 pr-2 pl-4">
        <h2 id={titleId} className="wrap-anywhere py-1 font-semibold text-large">
          {title}
        </h2>
        <Button variant="quiet" size="small" aria-label="Close" onClick={askToClose}>
          <X aria-hidden size={16} />
        </Button>
      </div>
      <div ref={content} className="flex flex-col gap-4 p-4">
        <CancelDialog value={cancel}>{children}</CancelDialog>
      </div>
      {isAsking && (
        <Question
          title="Discard your changes?"
          stay="Keep editing"
          go="Discard"
          onStay={() => setIsAsking(false)}
          onGo={() => {
            // One after the other: below an open question nothing takes the focus back.
            flushSync(() => setIsAsking(false));
            cancel();
          }}
        >
          Nothing has been saved yet. Closing this dialog discards what you typed.
        </Question>
      )}
    </Modal>
  );
}
