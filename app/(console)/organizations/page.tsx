import type { Metadata } from "next";
import { figureOf, membersOf } from "@/components/organization-figures";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect, SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { listOrganizations, type OrganizationRow } from "@/db/queries/organizations";
import { addresses } from "@/domain/addresses";
import { OrganizationListing, parseListing } from "@/domain/input/listings";
import { pageSize } from "@/domain/listings";
import { serviceNames } from "@/domain/services";
import { requireStaff } from "@/server/session";

export const metadata: Metadata = { title: "Organizations" };

const places = [
  { value: "", label: "All" },
  { value: "attached", label: "In an account" },
  { value: "unattached", label: "In no account" },
];

const columns: Column<OrganizationRow>[] = [
  {
    id: "login",
    header: "Organization",
    isSortable: true,
    cell: ({ login, service }) => (
      <>
        {login} <span className="font-normal text-text-muted">on {serviceNames[service]}</span>
      </>
    ),
  },
  {
    id: "account",
    header: "Account",
    isSortable: true,
    cell: ({ accountId, accountName }) =>
      accountId === null ? (
        <span className="text-text-muted">in no account</span>
      ) : (
        <span className="block max-w-72 truncate" title={accountName ?? undefined}>
          <Link href={addresses.account(accountId).overview}>{accountName}</Link>
        </span>
      ),
  },
  { id: "members", header: "Members", isNumber: true, cell: membersOf },
  { id: "activated", header: "Activated", isNumber: true, cell: (row) => figureOf(row, row.activated) },
  {
    id: "imported",
    header: "As of",
    isSortable: true,
    cell: ({ importedAt }) =>
      importedAt ? (
        <>
          imported <Time at={importedAt} />
        </>
      ) : (
        <span className="text-text-muted">never imported</span>
      ),
  },
];

export default async function OrganizationsPage({ searchParams }: PageProps<"/organizations">) {
  const { read } = await requireStaff();
  const parameters = await searchParams;
  const listing = parseListing(OrganizationListing, parameters);
  const { rows, total } = await read((db) => listOrganizations(db, listing));

  const { q, place, sort, direction, page } = listing;
  const order = { sort: sort === "login" ? "" : sort, direction: direction === "asc" ? "" : direction };
  const filters = { q, place: place === "all" ? "" : place };
  const isFiltered = q !== "" || place !== "all";
  const hrefFor = listHref(addresses.organizations, { ...filters, ...order });

  return (
    <>
      <PageHeader
        title="Organizations"
        description="Every organization known, in an account or not. Members counts logins, as the host does; activated counts people."
        actions={<LinkButton href={addresses.organizationSuggestions()}>Suggestions</LinkButton>}
      />
      <FilterForm action={addresses.organizations()} label="Filter organizations" hidden={order}>
        <SearchField name="q" label="Search organizations" placeholder="Login, id or Stripe id" defaultValue={q} />
        <FilterSelect name="place" label="Place" options={places} defaultValue={filters.place} />
      </FilterForm>
      <DataTable
        label="Organizations"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        sort={{ by: sort, direction }}
        hrefFor={hrefFor}
        empty={
          total > 0 ? (
            <NoSuchPage firstHref={hrefFor({ page: undefined })} />
          ) : isFiltered ? (
            <EmptyState title="No organization matches.">
              Search for another login, or <Link href={addresses.organizations()}>show every organization</Link>.
            </EmptyState>
          ) : (
            <EmptyState title="No organization is known yet.">
              <Link href={addresses.imports()}>Import a roster</Link> to make organizations and their members known.
            </EmptyState>
          )
        }
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={total}
        noun={["organization", "organizations"]}
        hrefFor={hrefFor}
      />
    </>
  );
}
