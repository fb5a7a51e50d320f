import { formatCount, formatDay, formatMoney } from "./format";
import { type Money, priceOfSeats } from "./money";
import { type Overage, type SeatPlan, seatTotals } from "./seats";

/** What was sold and what is used. `organizationSeatCount` adds up the seat-takers of each organization. */
export type BilledAccount = SeatPlan & { overage: Overage; usedSeatCount: number; organizationSeatCount: number };

export const savingsNames = [
  "perOrganization",
  "contract",
  "overOnTop",
  "needed",
  "saved",
  "more",
  "unused",
  "underBilled",
] as const;
type Name = (typeof savingsNames)[number];

/**
 * The seats behind each amount; every seat has the same price. The customer pays for plan seats where some were sold,
 * and for seats over the total if overage is allowed. Without plan seats, the customer pays for used seats. Either
 * `saved` or `more` is zero.
 */
export function billedSeats(account: BilledAccount): Record<Name, number> {
  const { planSeatCount, overage, usedSeatCount, organizationSeatCount } = account;
  const over = planSeatCount > 0 ? seatTotals(account, usedSeatCount).over : 0;
  const overOnTop = overage === "allow" ? over : 0;
  const paid = planSeatCount > 0 ? planSeatCount + overOnTop : usedSeatCount;
  return {
    perOrganization: organizationSeatCount,
    contract: planSeatCount,
    overOnTop,
    needed: usedSeatCount,
    saved: Math.max(0, organizationSeatCount - paid),
    more: Math.max(0, paid - organizationSeatCount),
    unused: Math.max(0, planSeatCount - usedSeatCount),
    underBilled: over - overOnTop,
  };
}

/** The names in files. */
export const savingsColumns: Record<Name, string> = {
  perOrganization: "billed_per_organization",
  contract: "contract",
  overOnTop: "over_billed_on_top",
  needed: "needed",
  saved: "saved",
  more: "more_than_per_organization",
  unused: "unused_in_contract",
  underBilled: "under_billed",
};

export type Savings = Record<Name, Money>;

/** Compares what billing per organization would charge with what the customer pays, in cents. */
export function savingsOf(account: BilledAccount, unitPriceCents: number): Savings {
  const seats = billedSeats(account);
  const priced = savingsNames.map((name) => [name, priceOfSeats(seats[name], unitPriceCents)]);
  // Each name has its money.
  return Object.fromEntries(priced) as Savings;
}

/** An amount with its words. Its money is undefined if the price is unknown. */
export type SavingsFigure = { name: Name; term: string; seats: string; money: Money | undefined };

const words: Record<Name, { term: string; noun: [string, string] }> = {
  perOrganization: { term: "Billed per organization", noun: ["seat", "seats"] },
  contract: { term: "Contract", noun: ["plan seat", "plan seats"] },
  overOnTop: { term: "Over, billed on top", noun: ["seat over", "seats over"] },
  needed: { term: "Needed", noun: ["used seat", "used seats"] },
  saved: { term: "Saved", noun: ["seat", "seats"] },
  more: { term: "Difference", noun: ["seat more", "seats more"] },
  unused: { term: "Unused in the contract", noun: ["plan seat", "plan seats"] },
  underBilled: { term: "Under-billed", noun: ["seat over", "seats over"] },
};

/** The amounts that say something about this account, in the order of the strip. */
export function savingsFigures(account: BilledAccount, unitPriceCents: number | undefined): SavingsFigure[] {
  const seats = billedSeats(account);
  const money = unitPriceCents === undefined ? undefined : savingsOf(account, unitPriceCents);
  const isSold = seats.contract > 0;
  const isShown: Record<Name, boolean> = {
    perOrganization: true,
    contract: isSold,
    overOnTop: seats.overOnTop > 0,
    needed: true,
    saved: seats.more === 0,
    more: seats.more > 0,
    unused: isSold,
    underBilled: seats.underBilled > 0,
  };
  return savingsNames
    .filter((name) => isShown[name])
    .map((name) => ({
      name,
      term: words[name].term,
      seats: formatCount(seats[name], ...words[name].noun),
      money: money?.[name],
    }));
}

/** What follows an amount that the customer pays instead of saving it. */
export const moreThanPerOrganization = "more than per organization";

type Summary = { account: BilledAccount & { name: string }; unitPriceCents: number | undefined; asOf: Date };

/** The strip as text to send to the customer. */
export function savingsSummary({ account, unitPriceCents, asOf }: Summary): string {
  const price = unitPriceCents === undefined ? undefined : formatMoney(unitPriceCents);
  return [
    `${account.name}, seats as of ${formatDay(asOf)} (UTC)`,
    price ? `Unit price: ${price} per seat and month` : "Unit price: by contract, so amounts are unknown",
    ...savingsFigures(account, unitPriceCents).map(
      ({ name, term, seats, money }) => `${term}: ${money ? `${amountInWords(name, money)} (${seats})` : seats}`,
    ),
  ].join("\n");
}

function amountInWords(name: Name, { monthly, yearly }: Money): string {
  if (name === "more") {
    return `${formatMoney(monthly)} a month ${moreThanPerOrganization}, ${formatMoney(yearly)} a year`;
  }
  if (name === "saved") return `${formatMoney(monthly)} a month, ${formatMoney(yearly)} a year`;
  return `${formatMoney(monthly)} a month`;
}

/**
 * What accounts and organizations would be billed in one pool. Plan seats are raised where overage is blocked and the
 * pool would not fit, as attaching asks.
 */
export function inOnePool(
  accounts: readonly BilledAccount[],
  { chargedSeats, pooledSeats }: { chargedSeats: number; pooledSeats: number },
): BilledAccount {
  const sum = (of: (account: BilledAccount) => number) => accounts.reduce((total, account) => total + of(account), 0);
  const freeSeatCount = sum((account) => account.freeSeatCount);
  const planSeatCount = sum((account) => account.planSeatCount);
  const overage = accounts.length > 0 && accounts.every((account) => account.overage === "allow") ? "allow" : "block";
  const isRaised = accounts.length > 0 && overage === "block";
  return {
    planSeatCount: isRaised ? Math.max(planSeatCount, pooledSeats - freeSeatCount) : planSeatCount,
    freeSeatCount,
    overage,
    usedSeatCount: pooledSeats,
    // Accounts are charged once for each person, billing per organization once in each of their organizations.
    organizationSeatCount: chargedSeats + sum((account) => account.organizationSeatCount - account.usedSeatCount),
  };
}
