import type { ReactNode } from "react";

type Props = { reason: string; actor: string | null; children: ReactNode };

/** What was done, and under it why and by whom. */
export function Because({ reason, actor, children }: Props) {
  const words = actor === null ? reason : `${reason}, ${actor}`;
  return (
    <div className="max-w-56 py-1 leading-tight">
      {children}
      <p className="truncate text-small text-text-muted" title={words}>
        {words}
      </p>
    </div>
  );
}
