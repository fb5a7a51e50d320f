import { DefinitionList } from "@/components/ui/definition-list";
import { changedFacts } from "@/domain/audit-log";
import type { PlanTermsChange } from "@/domain/plans";

type Props = { change: PlanTermsChange; sentence: string };

/** What would change, before it is done, and for whom. */
export function PlanEffect({ change: { changes, isChange }, sentence }: Props) {
  return (
    <div className="flex flex-col gap-2">
      {isChange && (
        <DefinitionList
          label="Before and after"
          items={changedFacts(changes.before, changes.after).map(({ name, before, after }) => ({
            term: name.charAt(0).toUpperCase() + name.slice(1),
            before,
            value: after,
          }))}
        />
      )}
      <p aria-live="polite" className="text-text-muted">
        {sentence}
      </p>
    </div>
  );
}
