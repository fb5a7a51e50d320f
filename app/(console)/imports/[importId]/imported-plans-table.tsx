import type { Column } from "@/components/ui/table";
import { formatCount, formatNumber } from "@/domain/format";
import { type ImportedPlan, isSamePlanAsBefore } from "@/domain/imports";
import type { OrganizationPlan } from "@/domain/organization-plans";
import { organizationColumn } from "./organization-column";
import { OutcomeTable } from "./outcome-table";

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

/** What an import does, or did, to the old plans of organizations. They are a record: no seat depends on them. */
export function ImportedPlansTable({ plans }: { plans: ImportedPlan[] }) {
  const changedCount = plans.filter((plan) => !isSamePlanAsBefore(plan)).length;
  const newCount = plans.filter(({ isNew }) => isNew).length;
  const ofNew = newCount === 1 ? "a new organization" : "new organizations";
  const newOnes = newCount > 0 ? `, ${formatNumber(newCount)} of them of ${ofNew}` : "";
  return (
    <>
      <p>
        {formatCount(plans.length, "old plan", "old plans")}
        {newOnes}: {formatNumber(changedCount)} changed. Old plans are a record and change no seat.
      </p>
      <OutcomeTable
        label="Old plans"
        columns={columns}
        rows={plans}
        rowKey={({ login }) => login}
        nameOf={({ login }) => login}
        isFirst={(plan) => !isSamePlanAsBefore(plan)}
        firstInWords="those that change"
      />
    </>
  );
}

function inWords(fact: string | number | null): string {
  if (fact === null) return "none";
  return typeof fact === "number" ? formatNumber(fact) : fact;
}
