import type { ReactNode } from "react";
import { OrganizationName } from "@/components/organization-name";
import { Link } from "@/components/ui/link";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PersonMembership } from "@/db/queries/person";
import { addresses } from "@/domain/addresses";
import { Because } from "./because";

type Row = PersonMembership & { login: string };

const columns: Column<Row>[] = [
  {
    id: "organization",
    header: "Organization",
    cell: ({ organizationId, organization }) => <OrganizationName id={organizationId} login={organization} />,
  },
  {
    id: "account",
    header: "Account",
    cell: ({ accountId, accountName }) =>
      accountId === null ? (
        <span className="text-text-muted">in no account</span>
      ) : (
        <span className="block max-w-36 truncate xl:max-w-72" title={accountName ?? undefined}>
          <Link href={addresses.account(accountId).overview}>{accountName}</Link>
        </span>
      ),
  },
  { id: "login", header: "Login", cell: ({ login }) => login },
  { id: "role", header: "Role", cell: ({ role }) => role },
  {
    id: "activated",
    header: "Activated",
    cell: ({ isActivated }) => (isActivated ? "yes" : <span className="text-text-muted">no</span>),
  },
  { id: "activation", header: "Activation", cell: activationOf },
  { id: "since", header: "Member since", cell: ({ since }) => <Time at={since} /> },
  {
    id: "imported",
    header: "As of",
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

/** A person who is in an organization with two logins stands in two rows. */
export function MembershipsTable({ rows, empty }: { rows: Row[]; empty: ReactNode }) {
  return (
    <DataTable
      label="Organizations"
      columns={columns}
      rows={rows}
      rowKey={({ organizationId, ownerId }) => `${organizationId}-${ownerId}`}
      empty={empty}
    />
  );
}

/** Since when, and why, as far as the console saw it happen. */
function activationOf({ isActivated, activationChangedAt, activationReason, activationActor }: Row): ReactNode {
  if (activationChangedAt === null) {
    return <span className="text-text-muted">{isActivated ? "since when is unknown" : "none known"}</span>;
  }
  const since = (
    <>
      {isActivated ? "began" : "ended"} <Time at={activationChangedAt} />
    </>
  );
  return activationReason === null ? (
    since
  ) : (
    <Because reason={activationReason} actor={activationActor}>
      {since}
    </Because>
  );
}
