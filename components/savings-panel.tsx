import { addresses } from "@/domain/addresses";
import { formatCount, formatMoney } from "@/domain/format";
import { type KnownPrice, savingsOf, unitPriceOf } from "@/domain/money";
import { seatTotals } from "@/domain/seats";
import { DefinitionList } from "./ui/definition-list";
import { Link } from "./ui/link";
import { Notice } from "./ui/notice";

type Props = {
  account: {
    id: string;
    closedAt: Date | null;
    planSeatCount: number;
    freeSeatCount: number;
    usedSeatCount: number;
    organizationSeatCount: number;
    unitPriceCents: number | null;
  };
  plan: { title: string; unitPriceCents: number | null };
};

/** What the account's overlap is worth, and its over-used seats; a closed account has neither. */
export function SavingsPanel({ account, plan }: Props) {
  if (account.closedAt) return null;
  const price = unitPriceOf(account, plan);
  if (!price) return <NoPrice accountId={account.id} plan={plan.title} />;

  const { used, over } = seatTotals(account, account.usedSeatCount);
  const { perOrganization, needed, saved, underBilled } = savingsOf({
    organizationSeats: account.organizationSeatCount,
    used,
    over,
    cents: price.cents,
  });

  return (
    <div className="flex flex-col gap-2">
      <DefinitionList
        label="Money"
        layout="stats"
        items={[
          { term: "Unit price", value: formatMoney(price.cents) },
          { term: "Billed per organization", value: formatMoney(perOrganization.monthly) },
          { term: "Needed by the account", value: formatMoney(needed.monthly) },
          { term: "Saved per month", value: formatMoney(saved.monthly), tone: saved.monthly > 0 ? "ok" : undefined },
          { term: "Saved per year", value: formatMoney(saved.yearly), tone: saved.yearly > 0 ? "ok" : undefined },
          ...(over > 0
            ? [{ term: "Under-billed per month", value: formatMoney(underBilled.monthly), tone: "danger" as const }]
            : []),
        ]}
      />
      <p className="max-w-4xl text-pretty text-text-muted">
        {originOf(price, plan)} Billed and needed are per month and count every used seat, free ones too.
        {over > 0 &&
          ` Nobody pays for the ${formatCount(over, "seat", "seats")} over the total: ${formatMoney(underBilled.monthly)} a month, ${formatMoney(underBilled.yearly)} a year.`}{" "}
        <span className="print:hidden">
          <Link href={addresses.account(account.id).seats()}>Change the price</Link>
        </span>
      </p>
    </div>
  );
}

function originOf({ from }: KnownPrice, plan: Props["plan"]): string {
  if (from === "plan") return `The unit price, for a seat and a month, is that of ${plan.title}.`;
  const plans = plan.unitPriceCents === null ? "is sold by contract" : `costs ${formatMoney(plan.unitPriceCents)}`;
  return `The unit price, for a seat and a month, is the account's own; its plan, ${plan.title}, ${plans}.`;
}

function NoPrice({ accountId, plan }: { accountId: string; plan: string }) {
  return (
    <Notice title="No unit price">
      {plan} is sold by contract, so what overlap is worth is unknown.{" "}
      <Link href={addresses.account(accountId).seats()}>Set the account's own price</Link>.
    </Notice>
  );
}
