import type { ComponentProps, ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { UnseenPerson } from "@/db/queries/unseen-people";
import type { UnseenListing } from "@/domain/input/unseen-people";
import { personStatusNames } from "@/domain/people";
import { personColumns } from "../person-columns";

type Props = Pick<ComponentProps<typeof DataTable>, "hrefFor" | "empty"> & {
  rows: UnseenPerson[];
  listing: UnseenListing;
  selectedIds: number[];
};

export function UnseenTable({ rows, listing, selectedIds, ...list }: Props) {
  const columns: Column<UnseenPerson>[] = [
    ...personColumns(selectedIds),
    { id: "last_seen", header: "Last seen", isSortable: true, cell: lastSeenOf },
    { id: "organizations", header: "Activated in", cell: organizationsOf },
    {
      id: "frees",
      header: "Frees a seat",
      cell: ({ kind }) =>
        kind === "seat" ? "Yes" : <span className="text-text-muted">No: {personStatusNames[kind].toLowerCase()}</span>,
    },
  ];
  return (
    <DataTable
      label="Inactive people"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      sort={{ by: listing.sort, direction: listing.direction }}
      {...list}
    />
  );
}

function lastSeenOf({ lastSeenAt }: UnseenPerson): ReactNode {
  return lastSeenAt ? <Time at={lastSeenAt} /> : <span className="text-text-muted">unknown</span>;
}

function organizationsOf({ organizations }: UnseenPerson): ReactNode {
  const names = organizations
    .filter(({ active }) => active > 0)
    .map(({ login }) => login)
    .join(", ");
  return (
    <span className="block max-w-52 truncate xl:max-w-88" title={names}>
      {names}
    </span>
  );
}
