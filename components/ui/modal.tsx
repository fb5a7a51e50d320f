"use client";

import clsx from "clsx";
import { type ComponentProps, useLayoutEffect, useRef } from "react";

type Props = Omit<ComponentProps<"dialog">, "ref" | "onClose"> & { onClose: () => void };

/** Over the page while it is rendered. Escape asks for `onClose`; the focus goes back to where it was. */
export function Modal({ onClose, className, ...props }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);

  // Closed before it leaves the page: only an open dialog gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      {...props}
      ref={dialog}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => event.currentTarget.open || onClose()}
      className={clsx(
        "surface w-[calc(100vw-2rem)] border-line-strong text-text shadow-xl backdrop:bg-black/45",
        className,
      )}
    />
  );
}
