import clsx from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneClasses } from "./badge";

type Props = {
  tone?: Tone;
  title?: string;
  /** Give one when the notice appears after the page was loaded, so that it is announced. */
  role?: "status" | "alert";
  children?: ReactNode;
};

export function Notice({ tone = "neutral", title, role, children }: Props) {
  return (
    <div role={role} className={clsx("rounded-regular border px-3 py-2", toneClasses[tone])}>
      {title && <p className="font-semibold">{title}</p>}
      {children && <div className="text-text">{children}</div>}
    </div>
  );
}
