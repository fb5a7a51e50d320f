import type { ReactNode } from "react";
import { OrganizationName } from "@/components/organization-name";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FormerMembership } from "@/db/queries/former-memberships";
import { Because } from "./because";

type Row = FormerMembership & { login: string };

const columns: Column<Row>[] = [
  {
    id: "organization",
    header: "Organization",
    cell: ({ organizationId, organization }) => <OrganizationName id={organizationId} login={organization} />,
  },
  { id: "login", header: "Login", cell: ({ login }) => login },
  { id: "role", header: "Role", cell: ({ role }) => role },
  {
    id: "activated",
    header: "Activated then",
    cell: ({ wasActivated }) => (wasActivated ? "yes" : <span className="text-text-muted">no</span>),
  },
  { id: "since", header: "Member since", cell: ({ since }) => <Time at={since} /> },
  {
    id: "until",
    header: "Left",
    cell: ({ until, reason, actor }) =>
      reason === null ? (
        <Time at={until} />
      ) : (
        <Because reason={reason} actor={actor}>
          <Time at={until} />
        </Because>
      ),
  },
];

export function FormerMembershipsTable({ rows, empty }: { rows: Row[]; empty: ReactNode }) {
  return <DataTable label="Organizations left" columns={columns} rows={rows} rowKey={({ id }) => id} empty={empty} />;
}
