import type { ComponentProps, ReactNode } from "react";
import { figureOf, membersOf } from "@/components/organization-figures";
import { OrganizationName } from "@/components/organization-name";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { OrganizationSeats } from "@/db/queries/organization-seats";
import type { AccountOrganizationListing } from "@/domain/input/listings";
import { OrganizationActions } from "./organization-actions";
import { type Place, placeHref } from "./organizations-address";

type Props = {
  place: Place;
  rows: OrganizationSeats[];
  listing: AccountOrganizationListing;
  hrefFor: ComponentProps<typeof DataTable>["hrefFor"];
  detachDisabledReason?: string;
  moveDisabledReason?: string;
  empty: ReactNode;
};

type Sort = AccountOrganizationListing["sort"];

function figure(id: Sort, header: string, count: "activated" | "shared" | "onlyHere" | "students" | "bots") {
  const cell = (row: OrganizationSeats) => figureOf(row, row[count]);
  return { id, header, isNumber: true, isSortable: true, cell } satisfies Column<OrganizationSeats>;
}

const figures: Column<OrganizationSeats>[] = [
  {
    id: "login" satisfies Sort,
    header: "Organization",
    isSortable: true,
    cell: (organization) => <OrganizationName {...organization} />,
  },
  { id: "members" satisfies Sort, header: "Members", isNumber: true, isSortable: true, cell: membersOf },
  figure("activated", "Activated", "activated"),
  figure("shared", "Shared", "shared"),
  figure("only_here", "Only here", "onlyHere"),
  figure("students", "Students", "students"),
  figure("bots", "Bots", "bots"),
  { id: "imported" satisfies Sort, header: "As of", isSortable: true, cell: asOf },
];

export function OrganizationsTable({ place, rows, listing, hrefFor, empty, ...reasons }: Props) {
  const actions: Column<OrganizationSeats> = {
    id: "actions",
    header: "Actions",
    isHeaderHidden: true,
    cell: ({ id, login }) => (
      <OrganizationActions
        login={login}
        detachHref={placeHref(place, { detach: id })}
        moveHref={placeHref(place, { move: id })}
        {...reasons}
      />
    ),
  };
  return (
    <DataTable
      label="Organizations"
      columns={[...figures, actions]}
      rows={rows}
      rowKey={({ id }) => id}
      sort={{ by: listing.sort, direction: listing.direction }}
      hrefFor={hrefFor}
      empty={empty}
    />
  );
}

function asOf({ importedAt }: OrganizationSeats): ReactNode {
  return importedAt ? <Time at={importedAt} /> : <span className="text-text-muted">never imported</span>;
}
