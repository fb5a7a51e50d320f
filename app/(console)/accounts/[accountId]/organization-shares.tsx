import { figureOf } from "@/components/organization-figures";
import { OrganizationName } from "@/components/organization-name";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { OrganizationSeats } from "@/db/queries/organization-seats";
import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";

const columns: Column<OrganizationSeats>[] = [
  {
    id: "organization",
    header: "Organization",
    cell: (organization) => <OrganizationName {...organization} />,
  },
  { id: "activated", header: "Activated", isNumber: true, cell: (row) => figureOf(row, row.activated) },
  { id: "shared", header: "Shared", isNumber: true, cell: (row) => figureOf(row, row.shared) },
  { id: "only-here", header: "Only here", isNumber: true, cell: (row) => figureOf(row, row.onlyHere) },
];

type Props = {
  accountId: string;
  organizations: { login: string; importedAt: Date | null }[];
  largest: OrganizationSeats[];
};

/** The organizations with most people activated; what is imported is told of all of them. */
export function OrganizationShares({ accountId, organizations, largest }: Props) {
  const [oldest] = organizations
    .flatMap(({ login, importedAt }) => (importedAt ? [{ login, importedAt }] : []))
    .sort((one, other) => one.importedAt.getTime() - other.importedAt.getTime());

  return (
    <Section
      title="Organizations"
      description={
        oldest && (
          <>
            Oldest roster: {oldest.login}, imported <Time at={oldest.importedAt} />.
          </>
        )
      }
      actions={
        organizations.length > 0 && (
          <Link href={addresses.account(accountId).organizations()}>
            {organizations.length > largest.length
              ? `All ${formatNumber(organizations.length)} organizations`
              : "All numbers"}
          </Link>
        )
      }
    >
      <DataTable
        label="Organizations"
        columns={columns}
        rows={largest}
        rowKey={({ id }) => id}
        empty={<EmptyState title="No organizations.">Each one attached is shown here with its share.</EmptyState>}
      />
    </Section>
  );
}
