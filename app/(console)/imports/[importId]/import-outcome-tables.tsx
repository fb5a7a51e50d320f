import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import type { Column } from "@/components/ui/table";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber } from "@/domain/format";
import { type ImportedAccount, type ImportedOrganization, type ImportOutcome, isUnchanged } from "@/domain/imports";
import { ImportNotes } from "./import-notes";
import { ImportedPlansTable } from "./imported-plans-table";
import { organizationColumn } from "./organization-column";
import { OutcomeTable } from "./outcome-table";

type SometimesCounted = "lastSeenUpdated" | "waitingEnded";
type Count = "added" | "removed" | "activated" | "deactivated" | "rolesChanged" | "peopleUpdated" | SometimesCounted;

const count = (id: Count, header: string): Column<ImportedOrganization> => ({
  id,
  header,
  isNumber: true,
  cell: ({ [id]: number = 0 }) => (
    <span className={number === 0 ? "text-text-muted" : undefined}>{formatNumber(number)}</span>
  ),
});

const organizationColumns: Column<ImportedOrganization>[] = [
  organizationColumn(),
  {
    id: "members",
    header: "Members",
    isNumber: true,
    cell: ({ membersBefore, membersAfter }) => <Step before={membersBefore} after={membersAfter} />,
  },
  count("added", "Added"),
  count("removed", "Removed"),
  count("activated", "Activated"),
  count("deactivated", "Deactivated"),
  count("rolesChanged", "Roles changed"),
  count("peopleUpdated", "People updated"),
];

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

const sometimes: [SometimesCounted, string][] = [
  ["lastSeenUpdated", "Last seen updated"],
  ["waitingEnded", "Wait no longer"],
];

/** Only where a file says it of somebody. */
function columnsFor(organizations: ImportedOrganization[]): Column<ImportedOrganization>[] {
  const said = sometimes.filter(([id]) => organizations.some(({ [id]: number = 0 }) => number > 0));
  return [...organizationColumns, ...said.map(([id, header]) => count(id, header))];
}

/** What an import does, or did, to each organization and each account. */
export function ImportOutcomeTables({ outcome }: { outcome: ImportOutcome }) {
  const { organizations, plans = [], accounts } = outcome;
  return (
    <>
      {organizations.length > 0 && (
        <>
          <p>{inWords(organizations)}</p>
          <OutcomeTable
            label="Organizations"
            columns={columnsFor(organizations)}
            rows={organizations}
            rowKey={({ login }) => login}
            nameOf={({ login }) => login}
            isFirst={(organization) => !isUnchanged(organization)}
            firstInWords="those that change"
          />
        </>
      )}
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
      <ImportNotes outcome={outcome} />
    </>
  );
}

/** Where no account of an import activates who joins, nothing is said of it. */
function hasAuto({ autoActivated }: ImportedAccount): boolean {
  return autoActivated !== undefined;
}

function inWords(organizations: ImportedOrganization[]): string {
  const sum = (name: Count) => formatNumber(organizations.reduce((total, { [name]: number = 0 }) => total + number, 0));
  const added = formatCount(
    organizations.reduce((total, organization) => total + organization.added, 0),
    "member",
    "members",
  );
  const newCount = organizations.filter(({ isNew }) => isNew).length;
  const known = formatCount(organizations.length, "organization", "organizations");
  const newOnes = newCount > 0 ? `, ${formatNumber(newCount)} of them new` : "";
  return `${known}${newOnes}: ${added} added, ${sum("removed")} removed, ${sum("activated")} activated, ${sum("deactivated")} deactivated.`;
}

function Step({ before, after }: { before: number; after: number }): ReactNode {
  if (before === after) return formatNumber(after);
  return (
    <>
      <span className="text-text-muted">{formatNumber(before)} → </span>
      {formatNumber(after)}
    </>
  );
}
