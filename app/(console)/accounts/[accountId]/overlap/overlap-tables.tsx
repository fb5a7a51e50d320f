import type { ReactNode } from "react";
import { PeopleLink } from "@/components/people-link";
import { type Column, DataTable } from "@/components/ui/table";
import type { Combination, Degree, OrganizationSet, Pair } from "@/domain/combinations";
import { formatCount, formatNumber, formatPercent } from "@/domain/format";
import { OrganizationNames } from "./organization-names";

type LinkOf<Row> = (row: Row) => { href: string; isCurrent: boolean };

type TableProps<Row> = {
  rows: Row[];
  /** The organizations by name, in the order of their logins. */
  loginsOf: (ids: readonly number[]) => string[];
  linkOf: LinkOf<Row>;
  empty: ReactNode;
};

type Rest = { combinations: number; people: number };

/** What is on other pages stands in a last row, so that the table adds up to the used seats. */
export function IntersectionsTable({ rows, loginsOf, linkOf, rest, empty }: TableProps<Combination> & { rest: Rest }) {
  const restRow: Combination = { organizationIds: [], people: rest.people };
  const columns: Column<Combination>[] = [
    {
      id: "organizations",
      header: "Organizations",
      cell: ({ organizationIds }) =>
        organizationIds.length > 0 ? (
          <OrganizationNames names={loginsOf(organizationIds)} separator=" + " />
        ) : (
          <span className="text-text-muted">
            {formatCount(rest.combinations, "other combination", "other combinations")}
          </span>
        ),
    },
    {
      id: "people",
      header: "People with a seat",
      isNumber: true,
      cell: (row) =>
        row.organizationIds.length > 0 ? <PeopleLink people={row.people} {...linkOf(row)} /> : formatNumber(row.people),
    },
  ];
  return (
    <DataTable
      label="Exact intersections"
      columns={columns}
      rows={rest.combinations > 0 ? [...rows, restRow] : rows}
      rowKey={({ organizationIds }) => organizationIds.join()}
      empty={empty}
    />
  );
}

export function PairsTable({ rows, loginsOf, linkOf, empty }: TableProps<Pair>) {
  const columns: Column<Pair>[] = [
    { id: "one", header: "Organization", cell: ({ organizationIds }) => loginsOf(organizationIds)[0] },
    { id: "other", header: "Organization", cell: ({ organizationIds }) => loginsOf(organizationIds)[1] },
    {
      id: "people",
      header: "Shared people",
      isNumber: true,
      cell: (row) => <PeopleLink people={row.people} {...linkOf(row)} />,
    },
    {
      id: "share",
      header: "Share of the smaller",
      isNumber: true,
      cell: ({ people, peopleOfSmaller }) => formatPercent(people, peopleOfSmaller),
    },
  ];
  return (
    <DataTable
      label="Pairs"
      columns={columns}
      rows={rows}
      rowKey={({ organizationIds }) => organizationIds.join()}
      empty={empty}
    />
  );
}

export function SetsTable({ rows, loginsOf, linkOf, empty }: TableProps<OrganizationSet>) {
  const columns: Column<OrganizationSet>[] = [
    { id: "organization", header: "Organization", cell: ({ organizationId }) => loginsOf([organizationId]) },
    {
      id: "people",
      header: "People with a seat",
      isNumber: true,
      cell: (row) => <PeopleLink people={row.people} {...linkOf(row)} />,
    },
    { id: "shared", header: "Shared", isNumber: true, cell: ({ shared }) => formatNumber(shared) },
    { id: "only-here", header: "Only here", isNumber: true, cell: ({ onlyHere }) => formatNumber(onlyHere) },
  ];
  return (
    <DataTable
      label="Set sizes"
      columns={columns}
      rows={rows}
      rowKey={({ organizationId }) => organizationId}
      empty={empty}
    />
  );
}

export function DegreesTable({ rows, linkOf, empty }: Omit<TableProps<Degree>, "loginsOf">) {
  const most = Math.max(1, ...rows.map(({ people }) => people));
  const columns: Column<Degree>[] = [
    {
      id: "degree",
      header: "Activated in",
      cell: ({ organizations }) => formatCount(organizations, "organization", "organizations"),
    },
    {
      id: "people",
      header: "People with a seat",
      isNumber: true,
      cell: (row) => <PeopleLink people={row.people} {...linkOf(row)} />,
    },
    { id: "bar", header: "Share of all", isHeaderHidden: true, cell: ({ people }) => <Bar share={people / most} /> },
    {
      id: "double-counted",
      header: "Double counted",
      isNumber: true,
      cell: ({ doubleCounted }) => formatNumber(doubleCounted),
    },
  ];
  return (
    <DataTable
      label="People by number of organizations"
      columns={columns}
      rows={rows}
      rowKey={({ organizations }) => organizations}
      empty={empty}
    />
  );
}

function Bar({ share }: { share: number }) {
  return (
    <svg aria-hidden className="block h-3 w-24">
      <rect width={`${share * 100}%`} height="100%" rx={2} className="fill-accent" />
    </svg>
  );
}
