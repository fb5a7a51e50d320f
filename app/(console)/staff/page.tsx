import type { Metadata } from "next";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { listStaff } from "@/db/queries/staff";
import { addresses } from "@/domain/addresses";
import { disabledReason, roleNames } from "@/domain/permissions";
import { isSample, refuseLastAdmin, type StaffMember } from "@/domain/staff";
import { env } from "@/env";
import { requireStaff } from "@/server/session";
import { AddStaffForm } from "./add-staff-form";
import { StaffActions } from "./staff-actions";

export const metadata: Metadata = { title: "Staff" };

const providerNames: Record<string, string> = { github: "GitHub", oidc: env.OIDC_NAME, sample: "a sample sign-in" };

function providerOf({ provider }: StaffMember): string | undefined {
  return provider === null ? undefined : (providerNames[provider] ?? provider);
}

export default async function StaffPage() {
  const { staff, read } = await requireStaff();
  const everybody = await read(listStaff);
  const lastAdminReason = (member: StaffMember) =>
    refuseLastAdmin(member, everybody, { withSamples: env.SAMPLE_SIGN_IN });

  const columns: Column<StaffMember>[] = [
    {
      id: "email",
      header: "E-mail",
      cell: (member) => (
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="min-w-0 truncate" title={member.email}>
            {member.email}
          </span>
          {member.id === staff.id && <Badge tone="accent">you</Badge>}
          {isSample(member) && <Badge>sample</Badge>}
        </span>
      ),
    },
    {
      id: "role",
      header: "Role",
      cell: (member) => (
        <>
          {roleNames[member.role]}
          {lastAdminReason(member) && <span className="text-text-muted">, the last one</span>}
        </>
      ),
    },
    {
      id: "provider",
      header: "Signs in with",
      cell: (member) => providerOf(member) ?? <span className="text-text-muted">not signed in yet</span>,
    },
    {
      id: "last_seen",
      header: "Last seen",
      cell: ({ lastSeenAt, provider }) =>
        lastSeenAt ? (
          <Time at={lastSeenAt} />
        ) : (
          <span className="text-text-muted">{provider ? "unknown" : "never"}</span>
        ),
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: (member) => (
        <StaffActions
          member={{ id: member.id, email: member.email, role: member.role, signsInWith: providerOf(member) }}
          isSelf={member.id === staff.id}
          disabledReason={disabledReason(staff, "staff.remove")}
          lastAdminReason={lastAdminReason(member)}
        />
      ),
    },
  ];

  return (
    <>
      <PageHeader
        title="Staff"
        description="Who may sign in here, and as what. Admins do everything; account reps all but staff; support looks."
        actions={<LinkButton href={addresses.backgroundWork}>Background work</LinkButton>}
      />
      <DataTable
        label="Staff"
        columns={columns}
        rows={everybody}
        rowKey={({ id }) => id}
        empty={<EmptyState title="Nobody may sign in." />}
      />
      <Section
        title="Add staff"
        description="They sign in with any identity that proves this e-mail; that identity is then remembered."
      >
        <AddStaffForm disabledReason={disabledReason(staff, "staff.add")} />
      </Section>
    </>
  );
}
