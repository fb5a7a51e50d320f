import { seatNumbers } from "@/components/seat-numbers";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatNumber } from "@/domain/format";
import type { AttachPlan, LeavingPlan } from "@/domain/organizations";

type Effect = Omit<LeavingPlan & AttachPlan, "totalBefore" | "refusal">;

/** Nobody gets a seat where the organization leaves, and nobody leaves where it comes: both lists say so. */
export function MoveEffect({ name, effect }: { name: string; effect: Effect }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <h3 className="truncate font-medium" title={name}>
        {name}
      </h3>
      <DefinitionList
        label={name}
        items={[
          ...seatNumbers(effect),
          { term: "New seats", value: formatNumber(effect.newSeats) },
          { term: "Overlapping people", value: formatNumber(effect.overlappingPeople) },
          { term: "People leaving", value: formatNumber(effect.peopleLeaving) },
        ]}
      />
    </div>
  );
}
