import { type ReactNode, useId } from "react";

type Props = {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  id?: string;
  /** Makes it a landmark that is found by its title. */
  isRegion?: boolean;
  children: ReactNode;
};

export function Section({ title, description, actions, id, isRegion = false, children }: Props) {
  const titleId = useId();
  const Element = isRegion ? "section" : "div";
  return (
    <Element id={id} aria-labelledby={isRegion ? titleId : undefined} className="min-w-0 space-y-3">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="flex min-w-0 flex-col">
          <h2 id={titleId} className="font-semibold text-large">
            {title}
          </h2>
          {description && <p className="max-w-3xl text-text-muted print:hidden">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </div>
      {children}
    </Element>
  );
}
