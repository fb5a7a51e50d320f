import { AuditLogTable } from "@/components/audit-log-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { addresses } from "@/domain/addresses";
import type { AuditRow } from "@/domain/audit-log";
import { type Paged, pageSize } from "@/domain/listings";

type Props = { page: number; changes: Paged<AuditRow>; hrefFor: (page: number | undefined) => string };

/** What made a person a seat or none, from the audit log. */
export function HistorySection({ page, changes, hrefFor }: Props) {
  return (
    <Section
      title="History"
      description="Every change of this person, of the records merged into them, and of their organizations while they are in them."
      actions={<Link href={addresses.auditLog()}>Audit log</Link>}
    >
      <AuditLogTable
        label="History"
        rows={changes.rows}
        withAccount
        empty={
          changes.total > 0 ? (
            <NoSuchPage firstHref={hrefFor(undefined)} />
          ) : (
            <EmptyState title="Nothing was changed yet.">Whatever is changed here is told from then on.</EmptyState>
          )
        }
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={changes.total}
        noun={["change", "changes"]}
        label="Pages of changes"
        hrefFor={({ page }) => hrefFor(page)}
      />
    </Section>
  );
}
