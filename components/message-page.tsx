import type { ReactNode } from "react";

type Props = { title: string; children: ReactNode; actions?: ReactNode };

/** A page that has one thing to say: nothing is here, or something broke. */
export function MessagePage({ title, children, actions }: Props) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-col gap-3 px-4 py-[16vh]">
      <h1 className="font-semibold text-title tracking-tight">{title}</h1>
      <div className="flex flex-col gap-2 text-text-muted">{children}</div>
      {actions && <div className="flex flex-wrap gap-2 pt-2">{actions}</div>}
    </div>
  );
}
