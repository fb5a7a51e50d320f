import type { SearchHit } from "@/domain/search";

/** A hit in one line: what it is called, why it was found, and what is known of it. */
export function SearchHitLine({ name, reason, detail }: Pick<SearchHit, "name" | "reason" | "detail">) {
  return (
    <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-2 sm:flex-nowrap">
      <span className="max-w-full shrink-0 truncate font-medium sm:max-w-3/5">{name}</span>
      {reason && <span className="max-w-full shrink truncate text-accent text-small">{reason}</span>}
      {detail && <span className="max-w-full shrink truncate text-small text-text-muted sm:ml-auto">{detail}</span>}
    </span>
  );
}
