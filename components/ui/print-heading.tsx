import type { ReactNode } from "react";

/** What a page shows and of when: on paper no navigation and no address says it. */
export function PrintHeading({ children }: { children: ReactNode }) {
  return <p className="hidden font-semibold text-large print:block">{children}</p>;
}
