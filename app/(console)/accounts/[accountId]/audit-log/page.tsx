import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuditLogList } from "@/components/audit-log-list";
import { findAccount } from "@/db/queries/accounts";
import { listAuditLog } from "@/db/queries/audit-log";
import { listUndos } from "@/db/queries/ended-activations";
import { addresses } from "@/domain/addresses";
import { AuditLogListing } from "@/domain/input/audit-log";
import { parseListing } from "@/domain/input/listings";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";

type Props = PageProps<"/accounts/[accountId]/audit-log">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { read } = await requireStaff();
  const { accountId } = await params;
  const account = await read((db) => findAccount(db, accountId));
  return { title: account ? `Audit log · ${account.name}` : "Not found" };
}

export default async function AccountAuditLogPage({ params, searchParams }: Props) {
  const { staff, read } = await requireStaff();
  const { accountId } = await params;
  const listing = parseListing(AuditLogListing, await searchParams);
  const { found, undos } = await read(async (db) => {
    if (!(await findAccount(db, accountId))) notFound();
    const found = await listAuditLog(db, { ...listing, accountId });
    return { found, undos: await listUndos(db, found.rows) };
  });

  return (
    <AuditLogList
      to={addresses.account(accountId).auditLog}
      listing={listing}
      found={found}
      undos={undos}
      disabledReason={disabledReason(staff, "person.activate")}
    />
  );
}
