import { Link } from "@/components/ui/link";
import { formatNumber } from "@/domain/format";

type Props = { people: number; href: string; isCurrent: boolean };

/** A number that shows who it counts; nobody is nothing to show. */
export function PeopleLink({ people, href, isCurrent }: Props) {
  if (people === 0) return formatNumber(0);
  return (
    <Link href={href} title="Show these people" aria-current={isCurrent ? "true" : undefined} className={linkClass}>
      {formatNumber(people)}
    </Link>
  );
}

const linkClass =
  "rounded-small underline decoration-line-strong underline-offset-3 hover:decoration-current aria-current:bg-accent-soft aria-current:px-1 aria-current:font-semibold aria-current:text-accent";
