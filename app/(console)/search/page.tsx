import type { Metadata } from "next";
import { SearchHitLine } from "@/components/search/search-hit-line";
import { moreInWords, resultInWords, searchKindFaces } from "@/components/search/search-words";
import { WhatIsFound } from "@/components/search/what-is-found";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { search } from "@/db/queries/search/search";
import { addresses } from "@/domain/addresses";
import { SearchedText } from "@/domain/input/search";
import type { SearchGroup } from "@/domain/search";
import { requireStaff } from "@/server/session";

export const metadata: Metadata = { title: "Search" };

/** What the search box finds, as a page that can be sent to a colleague. */
export default async function SearchPage({ searchParams }: PageProps<"/search">) {
  const { read } = await requireStaff();
  const { q } = await searchParams;
  const text = SearchedText.parse([q].flat()[0]);
  const result = await read((db) => search(db, text));

  return (
    <>
      <PageHeader title="Search" description="Accounts, organizations and people, by all they are known by." />
      <FilterForm action={addresses.search()} label="Search everything">
        <SearchField name="q" label="Search for" placeholder="Name, login, e-mail or id" defaultValue={text} />
      </FilterForm>
      <p role="status" className="text-text-muted empty:hidden">
        {text !== "" && resultInWords(result)}
      </p>
      {result.groups.map((group) => (
        <HitList key={group.kind} group={group} text={text} />
      ))}
      {result.groups.length === 0 && (
        <div className="surface">
          <EmptyState title={text === "" ? "Type what you know of it" : "Look for another of its names"}>
            <WhatIsFound />
          </EmptyState>
        </div>
      )}
    </>
  );
}

function HitList({ group: { kind, hits, moreHref }, text }: { group: SearchGroup; text: string }) {
  const { title, Icon } = searchKindFaces[kind];
  return (
    <Section title={title} isRegion>
      <ul className="surface max-w-4xl divide-y divide-line">
        {hits.map((hit) => (
          <li key={hit.id}>
            <Link
              href={hit.href}
              className="flex min-h-9 items-center gap-2.5 rounded-regular px-3 py-1.5 hover:bg-raised"
            >
              <Icon aria-hidden size={15} className="shrink-0 text-text-muted" />
              <SearchHitLine {...hit} />
            </Link>
          </li>
        ))}
      </ul>
      {moreHref && <Link href={moreHref}>{moreInWords(kind, text)}</Link>}
    </Section>
  );
}
