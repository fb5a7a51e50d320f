import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import type { OrganizationSeats } from "@/db/queries/organization-seats";
import { addresses } from "@/domain/addresses";
import type { AccountOrganizationListing } from "@/domain/input/listings";
import { type Paged, pageSize } from "@/domain/listings";
import type { Place } from "./organizations-address";
import { OrganizationsTable } from "./organizations-table";

type Props = {
  place: Place;
  /** Of the whole account, whatever the list is searched for. */
  attachedCount: number;
  listing: AccountOrganizationListing;
  found: Paged<OrganizationSeats>;
  detachDisabledReason?: string;
  moveDisabledReason?: string;
};

export function AttachedOrganizations({ place, attachedCount, listing, found, ...reasons }: Props) {
  const { q, sort, direction, page } = listing;
  const { accountId, parameters } = place;
  const { organizations } = addresses.account(accountId);
  const hrefFor = listHref(organizations, parameters);
  const chosen = typeof parameters.organizations === "string" ? parameters.organizations : "";
  const table = { place, rows: found.rows, listing, hrefFor, ...reasons };

  if (attachedCount === 0) {
    return (
      <OrganizationsTable
        {...table}
        empty={
          <EmptyState title="No organizations yet">
            Name some above and preview what attaching them does to the seats.
          </EmptyState>
        }
      />
    );
  }
  return (
    <>
      <FilterForm
        action={organizations()}
        label="Filter organizations"
        hidden={{ organizations: chosen, sort, direction }}
      >
        <SearchField name="q" label="Search organizations" defaultValue={q} />
      </FilterForm>
      <OrganizationsTable
        {...table}
        empty={
          found.total > 0 ? (
            <NoSuchPage firstHref={hrefFor({ page: undefined })} />
          ) : (
            <EmptyState title="No organization matches.">
              Search for another login, or <Link href={hrefFor({ q: undefined })}>show every one attached</Link>.
            </EmptyState>
          )
        }
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={found.total}
        noun={["organization", "organizations"]}
        hrefFor={hrefFor}
      />
    </>
  );
}
