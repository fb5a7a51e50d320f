import { DefinitionList } from "@/components/ui/definition-list";
import { formatNumber } from "@/components/ui/format";
import type { MarkEffect } from "@/domain/marks";

/** Each account of the person, before and after. */
export function MarkEffects({ accounts }: { accounts: MarkEffect[] }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {accounts.map(({ id, name, total, over, ...counts }) => (
        <li key={id} className="flex min-w-0 flex-col gap-1.5 only:sm:col-span-2">
          <h3 className="truncate font-medium" title={name}>
            {name}
          </h3>
          <DefinitionList
            label={name}
            items={[
              change("Used seats", counts.usedBefore, counts.usedAfter),
              change("Students", counts.studentsBefore, counts.studentsAfter),
              change("Bots", counts.botsBefore, counts.botsAfter),
              { term: "Total seats", value: formatNumber(total) },
              { term: "Over by", value: formatNumber(over), tone: over > 0 ? "danger" : undefined },
            ]}
          />
        </li>
      ))}
    </ul>
  );
}

function change(term: string, before: number, after: number) {
  return { term, before: before === after ? undefined : formatNumber(before), value: formatNumber(after) };
}
