import { Link } from "@/components/ui/link";
import type { Column } from "@/components/ui/table";
import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";
import type { ImportedAccount, ImportOutcome } from "@/domain/imports";
import { ImportNotes } from "./import-notes";
import { ImportedOrganizationsTable } from "./imported-organizations-table";
import { ImportedPlansTable } from "./imported-plans-table";
import { OutcomeTable } from "./outcome-table";
import type { PeopleLists } from "./people-number";
import { Step } from "./step";

const step = (of: "used" | "students" | "bots", header: string): Column<ImportedAccount> => ({
  id: of,
  header,
  isNumber: true,
  cell: ({ [`${of}Before` as const]: before, [`${of}After` as const]: after }) => (
    <Step before={before} after={after} />
  ),
});

const accountColumns: Column<ImportedAccount>[] = [
  {
    id: "name",
    header: "Account",
    cell: ({ id, name }) => (
      <span className="block max-w-72 truncate" title={name}>
        <Link href={addresses.account(id).overview}>{name}</Link>
      </span>
    ),
  },
  step("used", "Used seats"),
  step("students", "Students"),
  step("bots", "Bots"),
  {
    id: "auto",
    header: "Auto-activated",
    isNumber: true,
    cell: ({ autoActivated, leftOut = 0 }) =>
      autoActivated === undefined ? (
        <span className="text-text-muted">off</span>
      ) : (
        <>
          {formatNumber(autoActivated)}
          {leftOut > 0 && <span className="text-warning">, left out {formatNumber(leftOut)}</span>}
        </>
      ),
  },
  { id: "total", header: "Total seats", isNumber: true, cell: ({ total }) => formatNumber(total) },
  { id: "over", header: "Over by", isNumber: true, cell: ({ over }) => formatNumber(over) },
  {
    id: "refusal",
    header: "Refusal",
    cell: ({ refusal }) =>
      refusal ? (
        <p className="min-w-64 whitespace-normal text-danger">{refusal.message}</p>
      ) : (
        <span className="text-text-muted">none</span>
      ),
  },
];

/** What an import does, or did, to each organization and each account. */
export function ImportOutcomeTables({ outcome, lists }: { outcome: ImportOutcome; lists: PeopleLists }) {
  const { organizations, plans = [], accounts } = outcome;
  return (
    <>
      {organizations.length > 0 && <ImportedOrganizationsTable organizations={organizations} lists={lists} />}
      {plans.length > 0 && <ImportedPlansTable plans={plans} />}
      {accounts.length > 0 && (
        <OutcomeTable
          label="Accounts"
          columns={accounts.some(hasAuto) ? accountColumns : accountColumns.filter(({ id }) => id !== "auto")}
          rows={accounts}
          rowKey={({ id }) => id}
          nameOf={({ name }) => name}
          isFirst={({ refusal }) => refusal !== undefined}
          firstInWords="those that refuse"
        />
      )}
      <ImportNotes outcome={outcome} lists={lists} />
    </>
  );
}

/** Where no account of an import activates who joins, nothing is said of it. */
function hasAuto({ autoActivated }: ImportedAccount): boolean {
  return autoActivated !== undefined;
}
