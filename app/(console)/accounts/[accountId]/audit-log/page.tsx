import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuditLogList } from "@/components/audit-log-list";
import { findAccount } from "@/db/queries/accounts";
import { findInLog } from "@/db/queries/audit-log";
import { addresses } from "@/domain/addresses";
import { AuditLogListing } from "@/domain/input/audit-log";
import { parseListing } from "@/domain/input/listings";
import { requireStaff } from "@/server/session";

type Props = PageProps<"/accounts/[accountId]/audit-log">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { read } = await requireStaff();
  const { accountId } = await params;
  const account = await read((db) => findAccount(db, accountId));
  return { title: account ? `Audit log · ${account.name}` : "Not found" };
}

export default async function AccountAuditLogPage({ params, searchParams }: Props) {
  const { read } = await requireStaff();
  const { accountId } = await params;
  const listing = parseListing(AuditLogListing, await searchParams);
  const { found, undone } = await read(async (db) => {
    if (!(await findAccount(db, accountId))) notFound();
    return findInLog(db, { ...listing, accountId });
  });

  return (
    <AuditLogList
      to={addresses.account(accountId).auditLog}
      csvTo={addresses.api.account(accountId).auditLog}
      listing={listing}
      found={found}
      undone={undone}
    />
  );
}
