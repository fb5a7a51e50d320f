import { Badge } from "@/components/ui/badge";
import { DialogButton } from "@/components/ui/dialog-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type Column, DataTable } from "@/components/ui/table";
import type { PlanRow } from "@/db/queries/plans";
import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";
import { billingRateNames, priceInWords, tierNames } from "@/domain/plans";

export function PlansTable({ plans, disabledReason }: { plans: PlanRow[]; disabledReason: string | undefined }) {
  return (
    <DataTable
      label="Plans"
      columns={columnsFor(disabledReason)}
      rows={plans}
      rowKey={({ name }) => name}
      empty={<EmptyState title="There are no plans.">Add one, and accounts can be sold.</EmptyState>}
    />
  );
}

function columnsFor(disabledReason: string | undefined): Column<PlanRow>[] {
  return [
    {
      id: "plan",
      header: "Plan",
      cell: ({ title }) => (
        <span className="block max-w-72 truncate" title={title}>
          {title}
        </span>
      ),
    },
    { id: "name", header: "Name", cell: ({ name }) => <code id={`plan-${name}`}>{name}</code> },
    { id: "tier", header: "Tier", cell: ({ tier }) => tierNames[tier] },
    {
      id: "billing_rate",
      header: "Billing rate",
      cell: ({ billingRate }) => (billingRate ? billingRateNames[billingRate] : muted("none")),
    },
    {
      id: "unit_price",
      header: "Unit price",
      isNumber: true,
      cell: ({ unitPriceCents }) =>
        unitPriceCents === null ? muted(priceInWords(null)) : priceInWords(unitPriceCents),
    },
    {
      id: "on_sale",
      header: "On sale",
      cell: ({ isActive }) => (isActive ? "yes" : <Badge>no longer sold</Badge>),
    },
    { id: "accounts", header: "Accounts", isNumber: true, cell: (plan) => <Accounts {...plan} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: ({ name }) => (
        <div className="flex justify-end">
          <DialogButton
            label="Change"
            describedBy={`plan-${name}`}
            href={addresses.plans({ change: name })}
            disabledReason={disabledReason}
          />
        </div>
      ),
    },
  ];
}

function muted(text: string) {
  return <span className="text-text-muted">{text}</span>;
}

/** The list of accounts shows the active ones unless asked; here each counts. */
function Accounts({ name, title, accounts }: PlanRow) {
  if (accounts === 0) return muted("0");
  return (
    <Link href={addresses.accounts({ plan: name, status: "all" })}>
      {formatNumber(accounts)}
      <span className="sr-only"> on {title}</span>
    </Link>
  );
}
