import type { ReactNode } from "react";
import { formatMoney } from "@/domain/format";
import { type BilledAccount, moreThanPerOrganization, type SavingsFigure, savingsFigures } from "@/domain/savings";
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

type Item = { term: string; value: ReactNode; tone?: "ok" | "danger" };

function itemsOf({ name, term, money }: SavingsFigure): Item[] {
  if (!money) return [];
  const { monthly, yearly } = money;
  if (name === "more") {
    return [
      { term: `${term} per month`, value: <More cents={monthly} /> },
      { term: `${term} per year`, value: <More cents={yearly} /> },
    ];
  }
  if (name === "saved") {
    const tone = monthly > 0 ? "ok" : undefined;
    return [
      { term: `${term} per month`, value: formatMoney(monthly), tone },
      { term: `${term} per year`, value: formatMoney(yearly), tone },
    ];
  }
  return [{ term, value: formatMoney(monthly), tone: name === "underBilled" ? "danger" : undefined }];
}

function More({ cents }: { cents: number }) {
  return (
    <>
      {formatMoney(cents)}{" "}
      <span className="block font-normal text-base tracking-normal">{moreThanPerOrganization}</span>
    </>
  );
}
