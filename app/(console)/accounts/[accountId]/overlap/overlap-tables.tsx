import type { ReactNode } from "react";
import { PersonName } from "@/components/person-name";
import { formatCount, formatNumber, formatPercent } from "@/components/ui/format";
import { Link } from "@/components/ui/link";
import { type Column, DataTable } from "@/components/ui/table";
import type { ExactIntersection, Pair, PersonBehind } from "@/db/queries/overlap";

export const nameOrganizations = (logins: readonly string[]) => logins.join(" + ");

type TableProps<Row> = {
  rows: Row[];
  /** The organizations by name, in the order of their logins. */
  loginsOf: (ids: number[]) => string[];
  hrefFor: (row: Row) => string;
  empty: ReactNode;
};

type Rest = { total: number; people: number };

/** What is on other pages stands in a last row, so that the table adds up to the used seats. */
export function IntersectionsTable({
  rows,
  loginsOf,
  hrefFor,
  rest,
  empty,
}: TableProps<ExactIntersection> & { rest: Rest }) {
  const restRow = { organizationIds: [], people: rest.people };
  const columns: Column<ExactIntersection>[] = [
    {
      id: "organizations",
      header: "Organizations",
      cell: ({ organizationIds }) =>
        organizationIds.length > 0 ? (
          <span className="block whitespace-normal py-1.5 sm:min-w-60">
            {nameOrganizations(loginsOf(organizationIds))}
          </span>
        ) : (
          <span className="text-text-muted">{formatCount(rest.total, "other combination", "other combinations")}</span>
        ),
    },
    {
      id: "people",
      header: "People with a seat",
      isNumber: true,
      cell: (row) =>
        row.organizationIds.length > 0 ? (
          <PeopleLink people={row.people} href={hrefFor(row)} />
        ) : (
          formatNumber(row.people)
        ),
    },
  ];
  return (
    <DataTable
      label="Exact intersections"
      columns={columns}
      rows={rest.total > 0 ? [...rows, restRow] : rows}
      rowKey={({ organizationIds }) => organizationIds.join()}
      empty={empty}
    />
  );
}

export function PairsTable({ rows, loginsOf, hrefFor, empty }: TableProps<Pair>) {
  const columns: Column<Pair>[] = [
    { id: "one", header: "Organization", cell: ({ organizationIds }) => loginsOf(organizationIds)[0] },
    {
      id: "other",
      header: "Organization",
      cell: ({ organizationIds }) => loginsOf(organizationIds)[1],
    },
    {
      id: "people",
      header: "Shared people",
      isNumber: true,
      cell: (row) => <PeopleLink people={row.people} href={hrefFor(row)} />,
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

function PeopleLink({ people, href }: { people: number; href: string }) {
  return (
    <Link href={href} title="Show these people">
      {formatNumber(people)}
    </Link>
  );
}

export function PeopleBehindTable({ rows, empty }: { rows: PersonBehind[]; empty: ReactNode }) {
  const columns: Column<PersonBehind>[] = [
    { id: "name", header: "Person", cell: (person) => <PersonName {...person} /> },
    {
      id: "organizations",
      header: "Activated in",
      cell: ({ organizations }) => organizations.map(({ login }) => login).join(", "),
    },
  ];
  return <DataTable label="People behind it" columns={columns} rows={rows} rowKey={({ id }) => id} empty={empty} />;
}
