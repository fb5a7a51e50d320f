import { addresses } from "@/domain/addresses";
import { formatMoney } from "@/domain/format";
import { type KnownPrice, unitPriceOf } from "@/domain/money";
import { type BilledAccount, savingsFigures, savingsSummary } from "@/domain/savings";
import { SavingsStrip } from "./savings-strip";
import { CopyButton } from "./ui/copy-button";
import { Link } from "./ui/link";
import { Notice } from "./ui/notice";

type Props = {
  account: BilledAccount & { id: string; name: string; closedAt: Date | null; unitPriceCents: number | null };
  plan: { title: string; unitPriceCents: number | null };
};

/** What the account pays and saves, as a strip and as text for the customer. A closed account does neither. */
export function SavingsPanel({ account, plan }: Props) {
  if (account.closedAt) return null;
  const price = unitPriceOf(account, plan);
  const summary = savingsSummary({ account, unitPriceCents: price?.cents, asOf: new Date() });
  const copySummary = (
    <CopyButton text={summary} copied="Summary copied.">
      Copy summary
    </CopyButton>
  );
  if (!price) {
    return (
      <div className="flex flex-col gap-2">
        <Notice title="No unit price">
          {plan.title} is sold by contract, so what overlap is worth is unknown.{" "}
          <Link href={addresses.account(account.id).seats()}>Set the account's own price</Link>.
        </Notice>
        {copySummary}
      </div>
    );
  }

  return (
    <div className="flex flex-col gap-2">
      <SavingsStrip label="Money" account={account} unitPriceCents={price.cents} />
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <details>
          <summary className="w-fit text-text-muted">How this is calculated</summary>
          <Calculation account={account} plan={plan} price={price} />
        </details>
        {copySummary}
      </div>
    </div>
  );
}

function Calculation({ account, plan, price }: Props & { price: KnownPrice }) {
  return (
    <ul className="max-w-3xl list-disc space-y-1 pt-2 pl-5 text-text-muted">
      <li>
        {originOf(price, plan)}{" "}
        <span className="print:hidden">
          <Link href={addresses.account(account.id).seats()}>Change the price</Link>
        </span>
      </li>
      {savingsFigures(account, price.cents).map(({ name, term, seats }) => (
        <li key={name}>
          {term}: {seats} × {formatMoney(price.cents)} a month.
        </li>
      ))}
      <li>{payingInWords(account)}</li>
    </ul>
  );
}

function payingInWords({ planSeatCount, overage }: BilledAccount): string {
  if (planSeatCount === 0) return "No plan seats are sold, so the account pays for its used seats.";
  const over = overage === "allow" ? ", and for seats over the total on top" : "; seats over the total are not billed";
  return `The account pays for its plan seats, used or not${over}.`;
}

function originOf({ from }: KnownPrice, plan: Props["plan"]): string {
  if (from === "plan") return `The unit price, for a seat and a month, comes from ${plan.title}.`;
  const plans = plan.unitPriceCents === null ? "is sold by contract" : `costs ${formatMoney(plan.unitPriceCents)}`;
  return `The unit price, for a seat and a month, is the account's own; its plan, ${plan.title}, ${plans}.`;
}
