import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listImports } from "@/db/queries/imports";
import { addresses } from "@/domain/addresses";
import { importStatuses } from "@/domain/imports";
import { ImportListing } from "@/domain/input/imports";
import { parseListing } from "@/domain/input/listings";
import { pageSize } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { importStatusNames } from "./import-status-badge";
import { ImportsTable } from "./imports-table";
import { RosterUploadForm } from "./roster-upload-form";

export const metadata: Metadata = { title: "Imports" };

const statusOptions = [
  { value: "", label: "All" },
  ...importStatuses.map((status) => ({ value: status, label: importStatusNames[status] })),
];

export default async function ImportsPage({ searchParams }: PageProps<"/imports">) {
  const { staff, read } = await requireStaff();
  const listing = parseListing(ImportListing, await searchParams);
  const { rows, total } = await read((db) => listImports(db, listing));

  const { page, direction } = listing;
  const status = listing.status === "all" ? "" : listing.status;
  const order = { direction: direction === "desc" ? "" : direction };
  const hrefFor = listHref(addresses.imports, { status, ...order });

  return (
    <>
      <PageHeader
        title="Imports"
        description="A roster names everybody in an organization. Whoever is not in it leaves; nothing changes before you confirm."
      />
      <RosterUploadForm disabledReason={disabledReason(staff, "roster.import")} />
      <FilterForm action={addresses.imports()} label="Filter imports" hidden={order}>
        <FilterSelect name="status" label="Status" options={statusOptions} defaultValue={status} />
      </FilterForm>
      <ImportsTable
        rows={rows}
        sort={{ by: "when", direction }}
        hrefFor={({ direction }) => hrefFor({ direction })}
        empty={
          total > 0 ? (
            <NoSuchPage firstHref={hrefFor()} />
          ) : status !== "" ? (
            <EmptyState title={`No import is ${status}.`}>
              <Link href={addresses.imports()}>Show every import</Link>
            </EmptyState>
          ) : (
            <EmptyState title="Nothing was imported yet.">Choose roster files above and preview them.</EmptyState>
          )
        }
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun={["import", "imports"]} hrefFor={hrefFor} />
    </>
  );
}
