import clsx from "clsx";
import type { ReactNode } from "react";

export type Tone = "neutral" | "accent" | "danger" | "warning" | "ok";

export const toneClasses: Record<Tone, string> = {
  neutral: "border-line bg-raised text-text-muted",
  accent: "border-accent/25 bg-accent-soft text-accent",
  danger: "border-danger/25 bg-danger-soft text-danger",
  warning: "border-warning/25 bg-warning-soft text-warning",
  ok: "border-ok/25 bg-ok-soft text-ok",
};

export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex items-center whitespace-nowrap rounded-small border px-1.5 font-medium text-small",
        toneClasses[tone],
      )}
    >
      {children}
    </span>
  );
}
