import type { ComponentProps } from "react";
import { figureOf, membersOf } from "@/components/organization-figures";
import { OrganizationName } from "@/components/organization-name";
import { DialogButton } from "@/components/ui/dialog-button";
import { Link } from "@/components/ui/link";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { OrganizationRow } from "@/db/queries/organizations";
import { addresses } from "@/domain/addresses";
import { refuseRemoval } from "@/domain/organization-corrections";
import { reasonsInWords } from "@/domain/permissions";
import { serviceNames } from "@/domain/services";

type Correction = "rename" | "remove";

type Props = Pick<ComponentProps<typeof DataTable>, "sort" | "hrefFor" | "empty"> & {
  rows: OrganizationRow[];
  dialogHrefFor: (correction: Correction, organizationId: number) => string;
  disabledReasons: Record<Correction, string | undefined>;
};

export function OrganizationsTable({ rows, dialogHrefFor, disabledReasons, ...list }: Props) {
  const actions: Column<OrganizationRow> = {
    id: "actions",
    header: "Actions",
    isHeaderHidden: true,
    // Nothing to correct in an organization that its git host names.
    cell: ({ id, login, origin }) =>
      origin.serviceId === null && (
        <div className="flex justify-end gap-1">
          <DialogButton
            label="Rename"
            name={`Rename ${login}`}
            href={dialogHrefFor("rename", id)}
            disabledReason={disabledReasons.rename}
          />
          <DialogButton
            label="Remove"
            name={`Remove organization ${login}`}
            href={dialogHrefFor("remove", id)}
            disabledReason={reasonsInWords(refuseRemoval(origin), disabledReasons.remove)}
          />
        </div>
      ),
  };
  return (
    <DataTable label="Organizations" columns={[...columns, actions]} rows={rows} rowKey={({ id }) => id} {...list} />
  );
}

const columns: Column<OrganizationRow>[] = [
  {
    id: "login",
    header: "Organization",
    isSortable: true,
    cell: ({ id, login, service }) => (
      <OrganizationName id={id} login={login}>
        <span className="font-normal text-text-muted">on {serviceNames[service]}</span>
      </OrganizationName>
    ),
  },
  {
    id: "account",
    header: "Account",
    isSortable: true,
    cell: ({ accountId, accountName }) =>
      accountId === null ? (
        <span className="text-text-muted">in no account</span>
      ) : (
        <span className="block max-w-40 truncate xl:max-w-56" title={accountName ?? undefined}>
          <Link href={addresses.account(accountId).overview}>{accountName}</Link>
        </span>
      ),
  },
  { id: "members", header: "Members", isNumber: true, cell: membersOf },
  { id: "activated", header: "Activated", isNumber: true, cell: (row) => figureOf(row, row.activated) },
  {
    id: "imported",
    header: "As of",
    isSortable: true,
    cell: ({ importedAt }) =>
      importedAt ? (
        <>
          imported <Time at={importedAt} />
        </>
      ) : (
        <span className="text-text-muted">never imported</span>
      ),
  },
];
