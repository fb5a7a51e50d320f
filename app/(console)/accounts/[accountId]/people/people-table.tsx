import type { ComponentProps, ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AccountPerson } from "@/db/queries/account-people";
import type { Verb } from "@/domain/activation-verbs";
import { formatNumber } from "@/domain/format";
import type { AccountPeopleListing } from "@/domain/input/listings";
import { accountPersonStatusNames, personStatusNames } from "@/domain/people";
import { activationTitle } from "./activation-words";
import { PersonActions } from "./person-actions";
import { personColumns } from "./person-columns";

type Props = {
  rows: AccountPerson[];
  listing: AccountPeopleListing;
  selectedIds: number[];
  disabledReasons: Record<Verb, string | undefined>;
  hrefFor: ComponentProps<typeof DataTable>["hrefFor"];
  /** The address of this page with a dialog open. */
  dialogHrefFor: (verb: Verb, userId: number) => string;
  empty: ReactNode;
};

export function PeopleTable({ rows, listing, selectedIds, disabledReasons, hrefFor, dialogHrefFor, empty }: Props) {
  /** Of the memberships in scope, those that are activated can be deactivated, the others activated. */
  function actionsOf({ id, name, organizations }: AccountPerson) {
    const { organization: chosenId } = listing;
    const inScope = organizations.filter((organization) => chosenId === undefined || organization.id === chosenId);
    const logins = inScope.map(({ login }) => login);
    const verbs: Verb[] = [];
    if (inScope.some(({ inactive }) => inactive > 0)) verbs.push("activate");
    if (inScope.some(({ active }) => active > 0)) verbs.push("deactivate");
    return verbs.map((verb) => ({
      verb,
      name: activationTitle(verb, name, logins),
      href: dialogHrefFor(verb, id),
      disabledReason: disabledReasons[verb],
    }));
  }

  const columns: Column<AccountPerson>[] = [
    ...personColumns(selectedIds),
    { id: "organizations", header: "Organizations", isSortable: true, cell: organizationsOf },
    { id: "status", header: "Status", isSortable: true, cell: statusOf },
    { id: "since", header: "Since", isSortable: true, cell: ({ since }) => since && <Time at={since} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: (person) => <PersonActions actions={actionsOf(person)} />,
    },
  ];

  return (
    <DataTable
      label="People"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      sort={{ by: listing.sort, direction: listing.direction }}
      hrefFor={hrefFor}
      empty={empty}
    />
  );
}

function statusOf({ status, isWaiting }: AccountPerson): ReactNode {
  if (!isWaiting) return personStatusNames[status];
  return (
    <span className="flex items-center gap-2">
      {status !== "not_activated" && personStatusNames[status]}
      <Badge tone="warning">{accountPersonStatusNames.waiting}</Badge>
    </span>
  );
}

function organizationsOf({ organizations }: AccountPerson): ReactNode {
  const active = organizations.filter((organization) => organization.active > 0).map(({ login }) => login);
  const others = organizations.filter((organization) => organization.active === 0).map(({ login }) => login);
  const names = [active.join(", "), others.length > 0 && `not activated: ${others.join(", ")}`]
    .filter(Boolean)
    .join("; ");
  return (
    <div className="flex max-w-44 gap-2 xl:max-w-72">
      <span className="shrink-0">
        {formatNumber(active.length)} of {formatNumber(organizations.length)} activated
      </span>
      <span className="truncate text-text-muted" title={names}>
        {names}
      </span>
    </div>
  );
}
