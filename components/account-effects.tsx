import type { AccountEffect } from "@/domain/account-effects";
import { formatNumber } from "@/domain/format";
import { seatNumbers } from "./seat-numbers";
import { DefinitionList } from "./ui/definition-list";

/** Each account that a change to people is counted in, before and after. */
export function AccountEffects({ effects }: { effects: AccountEffect[] }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {effects.map((effect) => (
        <li key={effect.id} className="flex min-w-0 flex-col gap-1.5 only:sm:col-span-2">
          <h3 className="truncate font-medium" title={effect.name}>
            {effect.name}
          </h3>
          <DefinitionList
            label={effect.name}
            items={[
              ...seatNumbers(effect),
              change("Students", effect.studentsBefore, effect.studentsAfter),
              change("Bots", effect.botsBefore, effect.botsAfter),
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
