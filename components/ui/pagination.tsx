import { formatCount, formatNumber } from "@/domain/format";
import { buttonClass } from "./button-class";
import { Link } from "./link";

type Props = {
  page: number;
  pageSize: number;
  total: number;
  noun: [singular: string, plural: string];
  /** Tells the page links of one list from those of another on the same page. */
  label?: string;
  hrefFor: (changes: { page: number }) => string;
};

export function Pagination({ page, pageSize, total, noun, label = "Pages", hrefFor }: Props) {
  const lastPage = Math.max(1, Math.ceil(total / pageSize));
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  const count = formatCount(total, ...noun);
  const links = [
    { name: "First", to: 1, isShown: page > 1 },
    { name: "Previous", to: Math.min(page - 1, lastPage), rel: "prev", isShown: page > 1 },
    { name: "Next", to: page + 1, rel: "next", isShown: page < lastPage },
    { name: "Last", to: lastPage, isShown: page < lastPage },
  ];

  return (
    <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p aria-live="polite" className="text-text-muted tabular-nums">
        {first <= last ? `${formatNumber(first)}–${formatNumber(last)} of ${count}` : count}
      </p>
      {total > pageSize && (
        <nav aria-label={label} className="flex gap-1">
          {links.map(({ name, to, rel, isShown }) =>
            isShown ? (
              <Link key={name} href={hrefFor({ page: to })} rel={rel} className={buttonClass("secondary", "small")}>
                {name}
              </Link>
            ) : null,
          )}
        </nav>
      )}
    </div>
  );
}
