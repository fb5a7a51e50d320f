import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect, SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { listClusters } from "@/db/queries/suggestions/clusters";
import { findSuggestionRefresh } from "@/db/queries/suggestions/suggestion-refreshes";
import { addresses } from "@/domain/addresses";
import {
  clusterPageSize,
  clusterPlaceLimit,
  evidencePlaceLimit,
  sharedPeopleMinimum,
  sharedPercentMinimum,
  sharedPercentOfLargerMinimum,
} from "@/domain/clusters";
import { formatNumber } from "@/domain/format";
import { ClusterListing } from "@/domain/input/clusters";
import { parseListing } from "@/domain/input/listings";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { ClusterPanel } from "./cluster-panel";
import { RefreshSuggestionsForm } from "./refresh-suggestions-form";

export const metadata: Metadata = { title: "Organizations that belong together" };

const evidences = [
  { value: "", label: "All" },
  { value: "people", label: "Shared people" },
  { value: "stripe", label: "Stripe" },
];

export default async function OrganizationSuggestionsPage({ searchParams }: PageProps<"/organizations/suggestions">) {
  const { staff, read } = await requireStaff();
  const listing = parseListing(ClusterListing, await searchParams);
  const { clusters, refresh } = await read(async (db) => ({
    clusters: await listClusters(db, listing),
    refresh: await findSuggestionRefresh(db),
  }));
  const { q, page } = listing;
  const evidence = listing.evidence === "all" ? "" : listing.evidence;
  const hrefFor = listHref(addresses.organizationSuggestions, { q, evidence });

  return (
    <>
      <PageHeader
        back={{ href: addresses.organizations(), label: "Organizations" }}
        title="Organizations that belong together"
        description="Customers who are charged twice today: accounts and organizations in no account that share people, or a customer or subscription at Stripe. Those that would save most seats in one pool stand first."
        actions={<RefreshSuggestionsForm disabledReason={disabledReason(staff, "suggestions.refresh")} />}
      />
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <FilterForm action={addresses.organizationSuggestions()} label="Filter suggestions">
          <SearchField name="q" label="Search suggestions" defaultValue={q} />
          <FilterSelect name="evidence" label="Evidence" options={evidences} defaultValue={evidence} />
        </FilterForm>
        <p className="text-text-muted">
          {refresh.asOf ? (
            <>
              As of <Time at={refresh.asOf} />
            </>
          ) : (
            "Not counted yet"
          )}
          {refresh.isRunning && ". Being counted anew right now"}
        </p>
      </div>
      <div className="space-y-10">
        {clusters.rows.map((cluster) => (
          <ClusterPanel key={cluster.id} cluster={cluster} />
        ))}
      </div>
      {clusters.rows.length === 0 && (
        <div className="surface">
          {!refresh.asOf ? (
            <EmptyState title="Suggestions are being computed">
              Every membership is counted in the background. Reload in a moment.
            </EmptyState>
          ) : clusters.total > 0 ? (
            <NoSuchPage firstHref={hrefFor({ page: undefined })} />
          ) : evidence || q ? (
            <EmptyState title="No suggestion matches.">
              Search for another organization or account, or{" "}
              <Link href={addresses.organizationSuggestions()}>show every suggestion</Link>.
            </EmptyState>
          ) : (
            <EmptyState title="No organizations seem to belong together.">
              Those that do are in one account already. <Link href={addresses.imports()}>Import a roster</Link> to make
              more organizations and their members known.
            </EmptyState>
          )}
        </div>
      )}
      <Pagination
        page={page}
        pageSize={clusterPageSize}
        total={clusters.total}
        noun={["suggestion", "suggestions"]}
        hrefFor={hrefFor}
      />
      <HowTheyAreFound />
    </>
  );
}

function HowTheyAreFound() {
  return (
    <Section title="How these are found">
      <ul className="max-w-3xl list-disc space-y-1 pl-5 text-text-muted">
        <li>
          Two of them share {formatNumber(sharedPeopleMinimum)} people or more, and {sharedPercentMinimum}% of the
          smaller one's people; two organizations, or two accounts, also {sharedPercentOfLargerMinimum}% of the larger
          one's. Members count, activated or not, and each person once.
        </li>
        <li>
          Bots, and whoever is in more than {formatNumber(evidencePlaceLimit)} of them, an account counting as one, are
          no evidence.
        </li>
        <li>
          Two accounts stand together only when they share people themselves, not over an organization between them. At
          most {formatNumber(clusterPlaceLimit)} stand together.
        </li>
        <li>
          Charged today is the used seats of each account and the activated seat-takers of each organization in none.
        </li>
      </ul>
    </Section>
  );
}
