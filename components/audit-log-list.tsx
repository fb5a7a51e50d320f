import type { addresses } from "@/domain/addresses";
import { type AuditChange, type AuditRow, actions, actionWords } from "@/domain/audit-log";
import { type Paged, pageSize } from "@/domain/listings";
import type { Permission } from "@/domain/permissions";
import { AuditLogTable } from "./audit-log-table";
import { ChangesTable } from "./changes-table";
import { CsvLink } from "./ui/csv-link";
import { EmptyState } from "./ui/empty-state";
import { FilterDate, FilterSelect, FilterText, SearchField } from "./ui/filter-field";
import { FilterForm } from "./ui/filter-form";
import { Link } from "./ui/link";
import { listHref } from "./ui/list-href";
import { NoSuchPage } from "./ui/no-such-page";
import { Pagination } from "./ui/pagination";

type Props = {
  to: typeof addresses.auditLog;
  csvTo: (query: Record<string, string>) => string;
  listing: Record<"q" | "who" | "account" | "person", string> & {
    action: Permission | "all";
    change?: string;
    from?: string;
    to?: string;
    direction: "asc" | "desc";
    page: number;
  };
  /** Every change, or the entries of one. */
  found: { changes: Paged<AuditChange> } | { entries: Paged<AuditRow> };
  undone: Map<string, string>;
  /** Whether it is the log of all accounts. */
  withAccount?: boolean;
};

const actionOptions = [
  { value: "", label: "All" },
  ...actions.map((action) => ({ value: action, label: actionWords[action] })),
];

export function AuditLogList({ to, csvTo, listing, found, undone, withAccount = false }: Props) {
  const { q, who, account, person, page, direction, change = "", from = "", to: until = "" } = listing;
  const action = listing.action === "all" ? "" : listing.action;
  const limits = { q, action, who, account, person, from, to: until };
  const isFiltered = Object.values(limits).some((limit) => limit !== "");
  const filters = { ...limits, change, direction: direction === "desc" ? "" : direction };
  const hrefFor = listHref(to, filters);
  const { total } = "changes" in found ? found.changes : found.entries;
  const list = {
    sort: { by: "when", direction },
    hrefFor: ({ direction }: { direction: "asc" | "desc" }) => hrefFor({ direction }),
    empty:
      total > 0 ? (
        <NoSuchPage firstHref={hrefFor()} />
      ) : isFiltered || change !== "" ? (
        <EmptyState title="No changes match">
          Search for other words, or <Link href={to()}>show every change</Link>.
        </EmptyState>
      ) : (
        <EmptyState title="No changes yet">Every change made from now on is listed here.</EmptyState>
      ),
  };

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
        <FilterDate name="from" label="From" defaultValue={from} max={until || undefined} />
        <FilterDate name="to" label="To" defaultValue={until} />
        <FilterText name="who" label="Who" defaultValue={who} />
        {withAccount && <FilterText name="account" label="Account" defaultValue={account} />}
        <FilterText name="person" label="Person" defaultValue={person} />
        <CsvLink href={csvTo({ ...limits, change })} />
      </FilterForm>
      {change !== "" && (
        <p className="text-text-muted">
          The entries of one change. <Link href={to()}>Show every change</Link>
        </p>
      )}
      {"changes" in found ? (
        <ChangesTable rows={found.changes.rows} to={to} withAccount={withAccount} undone={undone} {...list} />
      ) : (
        <AuditLogTable rows={found.entries.rows} withAccount={withAccount} undone={undone} {...list} />
      )}
      <Pagination
        page={page}
        pageSize={pageSize}
        total={total}
        noun={"changes" in found ? ["change", "changes"] : ["entry", "entries"]}
        hrefFor={hrefFor}
      />
    </>
  );
}
