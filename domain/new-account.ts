import type { NoneActivated } from "./activation";
import { formatCount, formatNumber } from "./format";
import { type KnownPrice, priceOfSeats, unitPriceOf } from "./money";
import type { PlanRefusal } from "./preview";
import { type Overage, refuseGrant, type SeatPlan, seatTotals } from "./seats";

type Terms = SeatPlan & { overage: Overage; unitPriceCents: number | null; planPriceCents: number | null };

/** What a new account gets with its organizations. */
export type NewAccountPlan = {
  /** S3: each person once; students and bots need none. */
  neededSeats: number;
  overlappingPeople: number;
  total: number;
  over: number;
  price: KnownPrice | undefined;
  /** Of plan seats, which are invoiced. */
  monthlyCents: number | undefined;
  noneActivated: NoneActivated | undefined;
  refusal: (PlanRefusal & { planSeatCountThatFits?: number }) | undefined;
};

/** What the organizations bring, whatever the terms are. */
type Coming = Pick<NewAccountPlan, "neededSeats" | "overlappingPeople" | "noneActivated">;

/** The effect of these terms on an account that begins with organizations. S9 decides whether they fit. */
export function planNewAccount(terms: Terms, coming: Coming): NewAccountPlan {
  const { neededSeats, overlappingPeople, noneActivated } = coming;
  const { total, over } = seatTotals(terms, neededSeats);
  const price = unitPriceOf(terms, { unitPriceCents: terms.planPriceCents });
  return {
    neededSeats,
    overlappingPeople,
    total,
    over,
    price,
    monthlyCents: price && priceOfSeats(terms.planSeatCount, price.cents).monthly,
    noneActivated,
    refusal: refuseSeats(terms, neededSeats),
  };
}

function refuseSeats(terms: Terms, neededSeats: number): NewAccountPlan["refusal"] {
  const account = { ...terms, isActive: true, closedAt: null };
  const refusal = refuseGrant({ account, usedBefore: 0, usedAfter: neededSeats });
  if (!refusal) return undefined;
  const { planSeatCountThatFits = 0 } = refusal;
  const { total } = seatTotals(terms, neededSeats);
  const message =
    `These organizations need ${formatCount(neededSeats, "seat", "seats")}, and the total is ${formatNumber(total)}. ` +
    `Enter ${formatNumber(planSeatCountThatFits)} plan seats, or set Overage to Allow.`;
  return { message, field: "planSeatCount", planSeatCountThatFits };
}

/** An organization's own old plan, as far as it says how many seats were sold. */
export type OldPlan = { id: number; seats: number | null; subscription: string | null; customer: string | null };

/**
 * The seats that the old plans of these organizations sold; undefined if none is known. Organizations of one
 * subscription or customer at Stripe were sold theirs once.
 */
export function soldSeatsOf(plans: readonly OldPlan[]): number | undefined {
  const sold = new Map<string, number>();
  for (const { id, seats, subscription, customer } of plans) {
    const contract = subscription ?? customer ?? `organization ${id}`;
    if (seats !== null) sold.set(contract, Math.max(seats, sold.get(contract) ?? 0));
  }
  return sold.size === 0 ? undefined : [...sold.values()].reduce((sum, seats) => sum + seats, 0);
}
