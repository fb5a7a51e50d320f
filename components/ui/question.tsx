"use client";

import { type ReactNode, useId } from "react";
import { Button } from "./button";
import { Modal } from "./modal";

type Props = {
  title: string;
  stay: string;
  go: string;
  onStay: () => void;
  onGo: () => void;
  children: ReactNode;
};

/** Asks before typed work is left behind. Escape stays. */
export function Question({ title, stay, go, onStay, onGo, children }: Props) {
  const id = useId();
  return (
    <Modal
      role="alertdialog"
      aria-labelledby={id}
      aria-describedby={`${id}-text`}
      onClose={onStay}
      className="m-auto max-w-sm whitespace-normal p-4 text-left font-normal"
    >
      <div className="flex flex-col gap-3">
        <h2 id={id} className="font-semibold text-large">
          {title}
        </h2>
        <p id={`${id}-text`}>{children}</p>
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={onStay}>
            {stay}
          </Button>
          <Button onClick={onGo}>{go}</Button>
        </div>
      </div>
    </Modal>
  );
}
