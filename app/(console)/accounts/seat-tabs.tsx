import { Link } from "@/components/ui/link";
import { formatNumber } from "@/domain/format";
import { type AccountSeatFilter, accountSeatFilterNames, accountSeatFilters } from "@/domain/listings";

type Props = {
  current: AccountSeatFilter;
  counts: Record<AccountSeatFilter, number>;
  hrefFor: (filter: AccountSeatFilter) => string;
};

/** The accounts that need someone, each group with its number. */
export function SeatTabs({ current, counts, hrefFor }: Props) {
  return (
    <nav aria-label="Seats" className="flex flex-wrap gap-x-1 border-line border-b">
      {accountSeatFilters.map((filter) => (
        <Link
          key={filter}
          href={hrefFor(filter)}
          scroll={false}
          aria-current={filter === current ? "page" : undefined}
          className="-mb-px flex gap-1.5 whitespace-nowrap border-transparent border-b-2 px-2 py-1.5 text-text-muted outline-offset-[-2px] hover:text-text aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-text"
        >
          {accountSeatFilterNames[filter]}
          <span className="text-text-muted tabular-nums">{formatNumber(counts[filter])}</span>
        </Link>
      ))}
    </nav>
  );
}
