import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type SuggestedOrganization, suggestionPageSize } from "@/db/queries/suggestions/organization-suggestions";
import { addresses } from "@/domain/addresses";
import { evidencePlaceLimit, suggestedPercentMinimum, suggestionLimit } from "@/domain/clusters";
import { formatNumber, formatPercent } from "@/domain/format";
import type { Paged } from "@/domain/listings";
import { type Place, placeHref } from "./organizations-address";
import { type AttachOfEach, SuggestedSeats } from "./suggested-seats";

type Props = {
  place: Place;
  found: Paged<SuggestedOrganization>;
  page: number;
  /** As of when who is shared was counted; not yet where undefined. */
  asOf: Date | undefined;
  attach: AttachOfEach;
};

/** Organizations in no account whose people are this account's too: customers pay twice for them. */
export function SuggestedOrganizations({ place, found, page, asOf, attach }: Props) {
  const placeFor = listHref(addresses.account(place.accountId).organizations, place.parameters);
  const hrefFor = (to: number) => placeFor({ suggested: to === 1 ? undefined : to });
  const all = <Link href={addresses.organizationSuggestions()}>All suggestions</Link>;

  if (!asOf) {
    return (
      <Section title="Suggested organizations">
        <p className="text-text-muted">Who shares people with this account is being counted. Reload in a moment.</p>
      </Section>
    );
  }
  if (found.total === 0) {
    return (
      <Section title="Suggested organizations">
        <p className="text-text-muted">
          No organization outside the accounts has {formatNumber(suggestedPercentMinimum)}% or more of its people here,
          as of <Time at={asOf} />. {all}
        </p>
      </Section>
    );
  }
  return (
    <Section
      title="Suggested organizations"
      description={
        <>
          In no account, and with {formatNumber(suggestedPercentMinimum)}% or more of their people here too, as of{" "}
          <Time at={asOf} />. The {formatNumber(suggestionLimit)} that share most are listed; bots, and whoever is in
          more than {formatNumber(evidencePlaceLimit)} accounts and organizations in none, are no evidence. Seats are as
          of now. {all}
        </>
      }
    >
      <DataTable
        label="Suggestions"
        columns={columnsFor(place, attach)}
        rows={found.rows}
        rowKey={({ id }) => id}
        empty={<NoSuchPage firstHref={hrefFor(1)} />}
      />
      <Pagination
        page={page}
        pageSize={suggestionPageSize}
        total={found.total}
        noun={["suggestion", "suggestions"]}
        label="Pages of suggestions"
        hrefFor={({ page: to }) => hrefFor(to)}
      />
    </Section>
  );
}

function columnsFor(place: Place, attach: AttachOfEach): Column<SuggestedOrganization>[] {
  return [
    {
      id: "login",
      header: "Organization",
      cell: ({ login }) => (
        <span title={login} className="block max-w-72 truncate">
          {login}
        </span>
      ),
    },
    { id: "shared", header: "Shared people", isNumber: true, cell: ({ sharedPeople }) => formatNumber(sharedPeople) },
    {
      id: "share",
      header: "Of its people",
      isNumber: true,
      cell: ({ sharedPeople, people }) => `${formatPercent(sharedPeople, people)} of ${formatNumber(people)}`,
    },
    {
      id: "new",
      header: "New seats",
      isNumber: true,
      cell: ({ id }) => (
        <SuggestedSeats attach={attach} organizationId={id} show={({ newSeats }) => formatNumber(newSeats)} />
      ),
    },
    {
      id: "seats",
      header: "Used seats",
      isNumber: true,
      cell: ({ id }) => (
        <SuggestedSeats
          attach={attach}
          organizationId={id}
          show={({ usedBefore, usedAfter }) => `${formatNumber(usedBefore)} → ${formatNumber(usedAfter)}`}
        />
      ),
    },
    {
      id: "imported",
      header: "As of",
      cell: ({ importedAt }) =>
        importedAt ? <Time at={importedAt} /> : <span className="text-text-muted">never imported</span>,
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: ({ login }) => (
        <div className="flex justify-end">
          <LinkButton href={placeHref(place, { organizations: login })} size="small" aria-label={`Attach ${login}`}>
            Attach
          </LinkButton>
        </div>
      ),
    },
  ];
}
