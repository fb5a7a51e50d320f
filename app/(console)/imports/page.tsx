import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listImports } from "@/db/queries/imports";
import { ImportListing } from "@/domain/imports";
import { pageSize, parseListing } from "@/domain/listings";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { ImportsTable } from "./imports-table";
import { RosterUploadForm } from "./roster-upload-form";

export const metadata: Metadata = { title: "Imports" };

export default async function ImportsPage({ searchParams }: PageProps<"/imports">) {
  const { staff, read } = await requireStaff();
  const { page } = parseListing(ImportListing, await searchParams);
  const { rows, total } = await read((db) => listImports(db, page));

  return (
    <>
      <PageHeader
        title="Imports"
        description="A roster names everybody in an organization. Whoever is not in it leaves; nothing changes before you confirm."
      />
      <RosterUploadForm disabledReason={disabledReason(staff, "roster.import")} />
      <ImportsTable
        rows={rows}
        empty={
          total > 0 ? (
            <EmptyState title="There is no such page.">
              <Link href="/imports">Go to the first page</Link>
            </EmptyState>
          ) : (
            <EmptyState title="Nothing was imported yet.">Choose roster files above and preview them.</EmptyState>
          )
        }
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={total}
        noun={["import", "imports"]}
        hrefFor={(changes) => listHref("/imports", {}, changes)}
      />
    </>
  );
}
