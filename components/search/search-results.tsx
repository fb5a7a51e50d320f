import clsx from "clsx";
import { ArrowRight } from "lucide-react";
import type { MouseEventHandler } from "react";
import { Link } from "@/components/ui/link";
import type { SearchResult } from "@/domain/search";
import { SearchHitLine } from "./search-hit-line";
import { hitKeyOf, moreKeyOf } from "./search-options";
import { moreInWords, searchKindFaces } from "./search-words";

type Props = {
  id: string;
  result: SearchResult;
  activeKey: string | undefined;
  optionIdOf: (key: string) => string;
  onFollow: MouseEventHandler;
};

/** The options of the search box. Each is a link, so that it opens in a new tab like any other. */
export function SearchResults({ id, result, activeKey, optionIdOf, onFollow }: Props) {
  const optionOf = (key: string) => ({
    id: optionIdOf(key),
    role: "option",
    "aria-selected": key === activeKey,
    tabIndex: -1,
    onClick: onFollow,
    className: clsx(
      "flex min-h-9 scroll-my-8 items-center gap-2.5 rounded-regular px-2 py-1",
      key === activeKey ? "bg-accent-soft" : "hover:bg-raised",
    ),
  });

  return (
    <div id={id} role="listbox" aria-label="Found" className="min-h-0 overflow-y-auto px-2">
      {result.groups.map((group) => {
        const { kind, hits, moreHref } = group;
        const { title, Icon } = searchKindFaces[kind];
        return (
          // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups of options, not fieldsets.
          <div key={kind} role="group" aria-labelledby={`${id}-${kind}`} className="pb-1">
            <p
              id={`${id}-${kind}`}
              role="presentation"
              className="px-2 pt-2 pb-1 font-medium text-small text-text-muted"
            >
              {title}
            </p>
            {hits.map((hit) => (
              <Link key={hit.id} href={hit.href} {...optionOf(hitKeyOf(hit))}>
                <Icon aria-hidden size={15} className="shrink-0 text-text-muted" />
                <SearchHitLine {...hit} />
              </Link>
            ))}
            {moreHref && (
              <Link href={moreHref} {...optionOf(moreKeyOf(group))}>
                <ArrowRight aria-hidden size={15} className="shrink-0 text-text-muted" />
                <span className="truncate">{moreInWords(kind, result.text)}</span>
              </Link>
            )}
          </div>
        );
      })}
    </div>
  );
}
