import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect, SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listPeople } from "@/db/queries/people";
import { countLikelyBots } from "@/db/queries/suggestions/likely-bots";
import { countSuggestedPeople } from "@/db/queries/suggestions/suggested-joins";
import { addresses } from "@/domain/addresses";
import { PeopleListing, parseListing } from "@/domain/input/listings";
import { pageSize } from "@/domain/listings";
import { requireStaff } from "@/server/session";
import { PeopleTable } from "./people-table";
import { SuggestionsLine } from "./suggestions-line";

export const metadata: Metadata = { title: "People" };

const statusOptions = [
  { value: "", label: "All" },
  { value: "seat", label: "Seat" },
  { value: "student", label: "Student" },
  { value: "bot", label: "Bot" },
  { value: "not_activated", label: "No seat" },
];

export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const { read } = await requireStaff();
  const address = await searchParams;
  const listing = parseListing(PeopleListing, address);
  const { rows, total, samePeople, likelyBots } = await read(async (db) => ({
    ...(await listPeople(db, listing)),
    samePeople: await countSuggestedPeople(db),
    likelyBots: await countLikelyBots(db),
  }));

  const { q, status, sort, direction, page } = listing;
  const hrefFor = listHref(addresses.people, address);
  const isFiltered = q !== "" || status !== "all";

  return (
    <>
      <PageHeader
        title="People"
        description="Everyone known, with their logins, in accounts or not."
        actions={<SuggestionsLine samePeople={samePeople} likelyBots={likelyBots} />}
      />
      <FilterForm action={addresses.people()} label="Filter people" hidden={{ sort, direction }}>
        <SearchField name="q" label="Search people" placeholder="Name, login, e-mail or id" defaultValue={q} />
        <FilterSelect
          name="status"
          label="Status"
          options={statusOptions}
          defaultValue={status === "all" ? "" : status}
        />
      </FilterForm>
      <PeopleTable
        rows={rows}
        sort={{ by: sort, direction }}
        hrefFor={hrefFor}
        empty={
          total > 0 ? (
            <NoSuchPage firstHref={hrefFor({ page: undefined })} />
          ) : isFiltered ? (
            <EmptyState title="Nobody matches">
              Search for something else, or <Link href={addresses.people()}>show everyone</Link>.
            </EmptyState>
          ) : (
            <EmptyState title="Nobody is known yet">
              People come with the rosters of their organizations: <Link href={addresses.imports()}>import some</Link>.
            </EmptyState>
          )
        }
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun={["person", "people"]} hrefFor={hrefFor} />
    </>
  );
}
