import { type ComponentProps, Fragment, type ReactNode } from "react";
import { PersonName } from "@/components/person-name";
import { Link } from "@/components/ui/link";
import { type Column, DataTable } from "@/components/ui/table";
import type { PersonRow } from "@/db/queries/people";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber } from "@/domain/format";
import { personStatusNames } from "@/domain/people";

type Props = Pick<ComponentProps<typeof DataTable>, "sort" | "hrefFor" | "empty"> & { rows: PersonRow[] };

const columns: Column<PersonRow>[] = [
  { id: "name", header: "Person", isSortable: true, cell: (person) => <PersonName {...person} /> },
  { id: "organizations", header: "Organizations", cell: organizationsOf },
  { id: "accounts", header: "Accounts", cell: accountsOf },
  { id: "status", header: "Status", cell: statusOf },
];

export function PeopleTable({ rows, ...list }: Props) {
  return <DataTable label="People" columns={columns} rows={rows} rowKey={({ id }) => id} {...list} />;
}

function organizationsOf({ organizations }: PersonRow): ReactNode {
  const names = organizations.map(({ login }) => login).join(", ");
  return (
    <div className="flex max-w-52 gap-2 xl:max-w-72">
      <span className="shrink-0">{formatNumber(organizations.length)}</span>
      <span className="truncate text-text-muted" title={names}>
        {names}
      </span>
    </div>
  );
}

function accountsOf({ accounts }: PersonRow): ReactNode {
  return (
    <div className="max-w-52 truncate xl:max-w-72" title={accounts.map(({ name }) => name).join(", ")}>
      {accounts.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 && ", "}
          <Link href={addresses.account(id).overview}>{name}</Link>
        </Fragment>
      ))}
    </div>
  );
}

/** A seat is held in an account; a person in two holds two. */
function statusOf({ kind, accounts }: PersonRow): ReactNode {
  if (kind !== "seat") return personStatusNames[kind];
  if (accounts.length === 0) return <span className="text-text-muted">No seat</span>;
  return accounts.length === 1 ? "Seat" : formatCount(accounts.length, "seat", "seats");
}
