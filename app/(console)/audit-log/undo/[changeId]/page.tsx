import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { AuditLogTable } from "@/components/audit-log-table";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listEntriesOf } from "@/db/queries/audit-log";
import { findEndedChange } from "@/db/queries/ended-activations";
import { addresses } from "@/domain/addresses";
import { changeIdFrom } from "@/domain/input/undo";
import { reversalOf, tooOld } from "@/domain/reversal";
import { requireStaff } from "@/server/session";

export const metadata: Metadata = { title: "Undo" };

/** Leads to the dialog that takes a change back, filled in. If there is none, it says why. */
export default async function UndoChangePage({ params }: PageProps<"/audit-log/undo/[changeId]">) {
  const { read } = await requireStaff();
  const changeId = changeIdFrom((await params).changeId) ?? notFound();
  const { entries, reversal } = await read(async (db) => {
    const entries = await listEntriesOf(db, changeId);
    const [first] = entries;
    if (!first) notFound();
    const isKept =
      first.action !== "person.deactivate" ||
      (first.accountId !== null && (await findEndedChange(db, first.accountId, changeId)) !== undefined);
    const change = { changeId, reason: first.reason, entries };
    return { entries, reversal: isKept ? reversalOf(change) : { why: tooOld } };
  });
  if ("href" in reversal) redirect(reversal.href);

  return (
    <>
      <PageHeader title="Undo" back={{ href: addresses.auditLog(), label: "Audit log" }} />
      <Notice tone="warning" title="This change cannot be undone">
        {reversal.why}
      </Notice>
      <AuditLogTable label="Entries of this change" rows={entries} withAccount empty={null} />
    </>
  );
}
