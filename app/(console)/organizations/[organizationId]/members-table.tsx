import type { ReactNode } from "react";
import { PersonName } from "@/components/person-name";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { OrganizationMember } from "@/db/queries/organization-members";

const columns: Column<OrganizationMember>[] = [
  {
    id: "who",
    header: "Who",
    cell: ({ userId, person, login }) => <PersonName id={userId} name={person} logins={[login]} />,
  },
  { id: "role", header: "Role", cell: ({ role }) => role },
  { id: "activated", header: "Activated", cell: ({ isActivated }) => (isActivated ? "Yes" : "No") },
  {
    id: "seen",
    header: "Last seen",
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <Time at={lastSeenAt} /> : <span className="text-text-muted">unknown</span>,
  },
];

export function MembersTable({ rows, empty }: { rows: OrganizationMember[]; empty: ReactNode }) {
  return <DataTable label="Members" columns={columns} rows={rows} rowKey={({ ownerId }) => ownerId} empty={empty} />;
}
