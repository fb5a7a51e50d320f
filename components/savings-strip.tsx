import { formatMoney } from "@/domain/format";
import { type BilledAccount, type SavingsFigure, savingInWords, savingsFigures } from "@/domain/savings";
import { DefinitionList } from "./ui/definition-list";

type Props = { label: string; account: BilledAccount; unitPriceCents: number };

/** What billing per organization would charge, what the customer pays and saves, and what of the contract is unused. */
export function SavingsStrip({ label, account, unitPriceCents }: Props) {
  const figures = savingsFigures(account, unitPriceCents);
  return (
    <DefinitionList
      label={label}
      layout="stats"
      items={[{ term: "Unit price", value: formatMoney(unitPriceCents) }, ...figures.flatMap(itemsOf)]}
    />
  );
}

type Item = { term: string; value: string; tone?: "ok" | "danger" };

function itemsOf({ name, term, money }: SavingsFigure): Item[] {
  if (!money) return [];
  const { monthly, yearly } = money;
  if (name !== "saved" && name !== "more") {
    return [{ term, value: formatMoney(monthly), tone: name === "underBilled" ? "danger" : undefined }];
  }
  const tone = name === "saved" && monthly > 0 ? "ok" : undefined;
  return [
    { term: `${term} per month`, value: savingInWords(name, monthly), tone },
    { term: `${term} per year`, value: savingInWords(name, yearly), tone },
  ];
}
