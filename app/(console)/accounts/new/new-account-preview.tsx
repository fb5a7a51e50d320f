import clsx from "clsx";
import { noneActivatedInWords } from "@/components/none-activated";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatCount, formatMoney, formatNumber } from "@/domain/format";
import type { NewAccountPlan } from "@/domain/new-account";
import { priceInWords } from "@/domain/plans";

type Props = { organizationCount: number; plan: NewAccountPlan; className: string };

/** What the chosen organizations need and what the typed terms give them, while they are typed. */
export function NewAccountPreview({ organizationCount, plan, className }: Props) {
  const { neededSeats, overlappingPeople, total, over, price, monthlyCents, noneActivated } = plan;
  const organizations = formatCount(organizationCount, "organization needs", "organizations need");
  return (
    <section aria-label="Preview" className={clsx("flex min-w-0 flex-col gap-3", className)}>
      <p aria-live="polite" className="font-medium">
        {organizations} {formatCount(neededSeats, "seat", "seats")}
      </p>
      <DefinitionList
        label="New account"
        items={[
          {
            term: "Seats needed",
            value: formatNumber(neededSeats),
            note: "Each person once. Students and bots need none.",
          },
          {
            term: "Overlapping people",
            value: formatNumber(overlappingPeople),
            note: "Overlapping people are activated in several of these organizations and take one seat.",
          },
          { term: "Total seats", value: formatNumber(total) },
          { term: "Over by", value: formatNumber(over), tone: over > 0 ? "danger" : undefined },
          { term: "Unit price", value: priceInWords(price?.cents ?? null) },
          {
            term: "Plan seats per month",
            value: monthlyCents === undefined ? "unknown" : formatMoney(monthlyCents),
          },
        ]}
      />
      {noneActivated && (
        <p>{noneActivatedInWords(noneActivated)}. Activate everyone afterwards, on the account's overview.</p>
      )}
    </section>
  );
}
