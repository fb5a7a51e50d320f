import type { ReactNode } from "react";
import { figureOf, membersOf } from "@/components/organization-figures";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { OrganizationSeats } from "@/db/queries/organizations";
import { OrganizationActions } from "./organization-actions";

type Props = {
  path: string;
  rows: OrganizationSeats[];
  detachDisabledReason?: string;
  moveDisabledReason?: string;
  empty: ReactNode;
};

export function OrganizationsTable({ path, rows, detachDisabledReason, moveDisabledReason, empty }: Props) {
  const columns: Column<OrganizationSeats>[] = [
    { id: "organization", header: "Organization", cell: ({ login }) => login },
    { id: "members", header: "Members", isNumber: true, cell: membersOf },
    { id: "activated", header: "Activated", isNumber: true, cell: (row) => figureOf(row, row.activated) },
    { id: "shared", header: "Shared", isNumber: true, cell: (row) => figureOf(row, row.shared) },
    { id: "onlyHere", header: "Only here", isNumber: true, cell: (row) => figureOf(row, row.onlyHere) },
    { id: "students", header: "Students", isNumber: true, cell: (row) => figureOf(row, row.students) },
    { id: "bots", header: "Bots", isNumber: true, cell: (row) => figureOf(row, row.bots) },
    { id: "asOf", header: "As of", cell: asOf },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: ({ id, login }) => (
        <OrganizationActions
          path={path}
          id={id}
          login={login}
          detachDisabledReason={detachDisabledReason}
          moveDisabledReason={moveDisabledReason}
        />
      ),
    },
  ];
  return <DataTable label="Organizations" columns={columns} rows={rows} rowKey={({ id }) => id} empty={empty} />;
}

function asOf({ importedAt }: OrganizationSeats): ReactNode {
  return importedAt ? <Time at={importedAt} /> : <span className="text-text-muted">never imported</span>;
}
