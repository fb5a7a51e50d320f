import type { Metadata } from "next";
import { AuditLogList } from "@/components/audit-log-list";
import { PageHeader } from "@/components/ui/page-header";
import { findInLog } from "@/db/queries/audit-log";
import { addresses } from "@/domain/addresses";
import { AuditLogListing } from "@/domain/input/audit-log";
import { parseListing } from "@/domain/input/listings";
import { requireStaff } from "@/server/session";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditLogPage({ searchParams }: PageProps<"/audit-log">) {
  const { read } = await requireStaff();
  const listing = parseListing(AuditLogListing, await searchParams);
  const { found, undone } = await read((db) => findInLog(db, listing));

  return (
    <>
      <PageHeader title="Audit log" description="Every change, who made it and why. Nothing here can be altered." />
      <AuditLogList
        to={addresses.auditLog}
        csvTo={addresses.api.auditLog}
        listing={listing}
        found={found}
        undone={undone}
        withAccount
      />
    </>
  );
}
