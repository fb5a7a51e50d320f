"use client";

import { type ReactNode, useEffect, useRef } from "react";

type Props = {
  id: string;
  /** What is shown; something else takes the focus again. */
  shown: string;
  children: ReactNode;
};

/** Takes the focus when the address ends with its id, as it does on a whole load: Next.js only scrolls there. */
export function FocusedByAddress({ id, shown, children }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (window.location.hash === `#${id}`) ref.current?.focus({ preventScroll: true });
  }, [id, shown]);

  return (
    <div ref={ref} id={id} tabIndex={-1} className="scroll-mt-4 outline-none">
      {children}
    </div>
  );
}
