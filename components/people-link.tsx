import type { ReactNode } from "react";
import { formatNumber } from "@/domain/format";
import { Link } from "./ui/link";

type Props = {
  people: number;
  href: string;
  isCurrent: boolean;
  /** The number with the words around it, if it stands in a sentence. */
  children?: ReactNode;
};

/** A number that shows who it counts; nobody is nothing to show. */
export function PeopleLink({ people, href, isCurrent, children = formatNumber(people) }: Props) {
  if (people === 0) return children;
  return (
    <Link href={href} title="Show these people" aria-current={isCurrent ? "true" : undefined} className={linkClass}>
      {children}
    </Link>
  );
}

const linkClass =
  "rounded-small underline decoration-line-strong underline-offset-3 hover:decoration-current aria-current:bg-accent-soft aria-current:-mx-1 aria-current:px-1 aria-current:font-semibold aria-current:text-accent";
