import type { ReactNode } from "react";
import { formatNumber } from "@/domain/format";

/** A number before and after an import. */
export function Step({ before, after }: { before: number; after: number }): ReactNode {
  if (before === after) return formatNumber(after);
  return (
    <>
      <span className="text-text-muted">{formatNumber(before)} → </span>
      {formatNumber(after)}
    </>
  );
}
