import type { addresses } from "@/domain/addresses";
import type { AuditRow } from "@/domain/audit-log";
import { actions, actionWords } from "@/domain/audit-log";
import { type Paged, pageSize } from "@/domain/listings";
import type { Permission } from "@/domain/permissions";
import { AuditLogTable } from "./audit-log-table";
import { EmptyState } from "./ui/empty-state";
import { FilterSelect, SearchField } from "./ui/filter-field";
import { FilterForm } from "./ui/filter-form";
import { Link } from "./ui/link";
import { listHref } from "./ui/list-href";
import { NoSuchPage } from "./ui/no-such-page";
import { Pagination } from "./ui/pagination";

type Props = {
  to: typeof addresses.auditLog;
  listing: { q: string; action: Permission | "all"; change?: string; direction: "asc" | "desc"; page: number };
  found: Paged<AuditRow>;
  undone: Map<string, string>;
  withAccount?: boolean;
};

const actionOptions = [
  { value: "", label: "All" },
  ...actions.map((action) => ({ value: action, label: actionWords[action] })),
];

export function AuditLogList({ to, listing, found, undone, withAccount = false }: Props) {
  const { q, page, direction, change = "" } = listing;
  const action = listing.action === "all" ? "" : listing.action;
  const isFiltered = q !== "" || action !== "" || change !== "";
  const filters = { q, action, change, direction: direction === "desc" ? "" : direction };
  const hrefFor = listHref(to, filters);

  return (
    <>
      <FilterForm action={to()} label="Filter the audit log" hidden={{ direction: filters.direction, change }}>
        <SearchField
          name="q"
          label="Search audit log"
          placeholder={withAccount ? "Who, why, account or subject" : "Who, why or subject"}
          defaultValue={q}
        />
        <FilterSelect name="action" label="Action" options={actionOptions} defaultValue={action} />
      </FilterForm>
      {change !== "" && (
        <p className="text-text-muted">
          The entries of one change alone. <Link href={to()}>Show every change</Link>
        </p>
      )}
      <AuditLogTable
        rows={found.rows}
        undone={undone}
        withAccount={withAccount}
        sort={{ by: "when", direction }}
        hrefFor={({ direction }) => hrefFor({ direction })}
        empty={
          found.total > 0 ? (
            <NoSuchPage firstHref={hrefFor()} />
          ) : isFiltered ? (
            <EmptyState title="No change matches.">
              Search for other words, or <Link href={to()}>show every change</Link>.
            </EmptyState>
          ) : (
            <EmptyState title="Nothing was changed yet.">Whatever is changed here is told from then on.</EmptyState>
          )
        }
      />
      <Pagination page={page} pageSize={pageSize} total={found.total} noun={["entry", "entries"]} hrefFor={hrefFor} />
    </>
  );
}
