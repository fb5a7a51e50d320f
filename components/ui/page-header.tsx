import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "./link";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  back?: { href: string; label: string };
};

export function PageHeader({ title, description, actions, back }: Props) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-col gap-0.5">
        {back && (
          <Link
            href={back.href}
            className="inline-flex items-center gap-1 self-start text-text-muted hover:text-text print:hidden"
          >
            <ChevronLeft aria-hidden size={14} />
            {back.label}
          </Link>
        )}
        <h1 className="flex flex-wrap items-center gap-2 text-balance font-semibold text-title tracking-tight">
          {title}
        </h1>
        {description && <p className="max-w-3xl text-text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
    </header>
  );
}
