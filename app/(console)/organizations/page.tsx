import type { Metadata } from "next";
import { removeOrganization } from "@/changes/organizations/remove-organization";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect, SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { findOrganization, listOrganizations } from "@/db/queries/organizations";
import { addresses } from "@/domain/addresses";
import { idFrom } from "@/domain/input/fields";
import { OrganizationListing, parseListing } from "@/domain/input/listings";
import { pageSize } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { OrganizationsTable } from "./organizations-table";
import { RemoveDialog } from "./remove-dialog";
import { RenameDialog } from "./rename-dialog";

export const metadata: Metadata = { title: "Organizations" };

const places = [
  { value: "", label: "All" },
  { value: "attached", label: "In an account" },
  { value: "unattached", label: "In no account" },
];

export default async function OrganizationsPage({ searchParams }: PageProps<"/organizations">) {
  const { staff, read } = await requireStaff();
  const { rename, remove, ...parameters } = await searchParams;
  const listing = parseListing(OrganizationListing, parameters);
  const [renameId, removeId] = [idFrom(rename), idFrom(remove)];
  const { found, renaming, removing } = await read(async (db) => {
    const asked = async (id: number | undefined) => (id === undefined ? undefined : findOrganization(db, id));
    const [renaming, removing] = [await asked(renameId), await asked(removeId)];
    return {
      found: await listOrganizations(db, listing),
      renaming,
      removing: removing && {
        organizationId: removing.id,
        ...(await removeOrganization.weigh(db, { organizationId: removing.id })),
      },
    };
  });
  const disabledReasons = {
    rename: disabledReason(staff, "organization.rename"),
    remove: disabledReason(staff, "organization.remove"),
  };

  const { rows, total } = found;
  const { q, place, sort, direction, page } = listing;
  const order = { sort: sort === "login" ? "" : sort, direction: direction === "asc" ? "" : direction };
  const filters = { q, place: place === "all" ? "" : place };
  const isFiltered = q !== "" || place !== "all";
  const hrefFor = listHref(addresses.organizations, { ...filters, ...order });
  const here = { page: page > 1 ? page : undefined };

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
      <OrganizationsTable
        rows={rows}
        dialogHrefFor={(correction, id) => hrefFor({ ...here, [correction]: id })}
        disabledReasons={disabledReasons}
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
      {renaming && (
        <RenameDialog
          key={renaming.id}
          organization={{
            id: renaming.id,
            login: renaming.login,
            service: renaming.service,
            serviceId: renaming.serviceId,
          }}
          closeHref={hrefFor(here)}
          disabledReason={disabledReasons.rename}
        />
      )}
      {removing && (
        <RemoveDialog
          key={removing.organizationId}
          asked={{ organizationId: removing.organizationId, preview: removing.preview }}
          plan={removing.plan}
          closeHref={hrefFor(here)}
          disabledReason={disabledReasons.remove}
        />
      )}
    </>
  );
}
