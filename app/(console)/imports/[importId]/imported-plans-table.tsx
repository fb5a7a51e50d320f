import { formatCount, formatNumber } from "@/components/ui/format";
import { type Column, DataTable } from "@/components/ui/table";
import { type ImportedPlan, isSamePlanAsBefore } from "@/domain/imports";
import type { OrganizationPlan } from "@/domain/organization-plans";
import { organizationColumn } from "./organization-column";

const fact = (id: keyof OrganizationPlan, header: string, isNumber = false): Column<ImportedPlan> => ({
  id,
  header,
  isNumber,
  cell: ({ before, after }) =>
    before[id] === after[id] ? (
      <span className="text-text-muted">{inWords(after[id])}</span>
    ) : (
      <>
        <span className="text-text-muted">{inWords(before[id])} → </span>
        {inWords(after[id])}
      </>
    ),
});

const columns: Column<ImportedPlan>[] = [
  organizationColumn(),
  fact("planSeats", "Old plan seats", true),
  fact("stripeCustomer", "Stripe customer"),
  fact("stripeSubscription", "Stripe subscription"),
];

/** A list may be of every organization there is; its changes come first. */
const mostShown = 200;

/** What an import does, or did, to the old plans of organizations. They are a record: no seat depends on them. */
export function ImportedPlansTable({ plans }: { plans: ImportedPlan[] }) {
  const inOrder = plans.toSorted((one, other) => one.login.localeCompare(other.login, "en"));
  const changed = inOrder.filter((plan) => !isSamePlanAsBefore(plan));
  const rows = [...changed, ...inOrder.filter(isSamePlanAsBefore)].slice(0, mostShown);
  const newCount = plans.filter(({ isNew }) => isNew).length;
  const ofNew = newCount === 1 ? "a new organization" : "new organizations";
  const newOnes = newCount > 0 ? `, ${formatNumber(newCount)} of them of ${ofNew}` : "";
  return (
    <>
      <p>
        {formatCount(plans.length, "old plan", "old plans")}
        {newOnes}: {formatNumber(changed.length)} changed. Old plans are a record and change no seat.
      </p>
      <DataTable label="Old plans" columns={columns} rows={rows} rowKey={({ login }) => login} empty={null} />
      {plans.length > rows.length && (
        <p className="text-text-muted">
          The first {formatNumber(rows.length)} of {formatNumber(plans.length)}, those that change before the others.
        </p>
      )}
    </>
  );
}

function inWords(fact: string | number | null): string {
  if (fact === null) return "none";
  return typeof fact === "number" ? formatNumber(fact) : fact;
}
