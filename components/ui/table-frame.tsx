"use client";

import type { ReactNode } from "react";
import { useIsWaiting } from "./use-navigate";

/** Scrolls what does not fit, and dims it while other rows are waited for. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  const isWaiting = useIsWaiting();
  return (
    <section
      aria-label={label}
      aria-busy={isWaiting || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
      tabIndex={0}
      className="surface table-frame relative overflow-auto aria-busy:opacity-60"
    >
      {children}
    </section>
  );
}
