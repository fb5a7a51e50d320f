import type { Typed } from "./typed";
import { readWholeNumber } from "./whole-numbers";

/** What a person is to a seat: exactly one of the three (S3). */
export const kinds = ["seat", "student", "bot"] as const;
export type Kind = (typeof kinds)[number];

export const overages = ["block", "allow"] as const;
export type Overage = (typeof overages)[number];

export type SeatPlan = { planSeatCount: number; freeSeatCount: number };

/** The largest number of seats of either kind: far above any contract, far below what an integer column holds. */
export const seatLimit = 10_000_000;

export const noSeatCount = "Enter a whole number, 0 or more.";

export function readSeatCount(typed: string): Typed<number> {
  return readWholeNumber(typed, { most: seatLimit, noun: "seats" });
}

export type SeatTotals = { used: number; total: number; available: number; over: number };

/** S5. The plan quantity of an invoice is `planSeatCount` alone. */
export function seatTotals({ planSeatCount, freeSeatCount }: SeatPlan, used: number): SeatTotals {
  const total = planSeatCount + freeSeatCount;
  return { used, total, available: Math.max(0, total - used), over: Math.max(0, used - total) };
}

/** S6. What billing per organization would charge on top; `organizationSeats` sums the seat-takers of each. */
export function doubleCounted({ organizationSeats, used }: { organizationSeats: number; used: number }): number {
  return organizationSeats - used;
}

/** Per cent of the seats in use, rounded down; undefined without seats. */
export function usedPercent({ used, total }: Pick<SeatTotals, "used" | "total">): number | undefined {
  return total === 0 ? undefined : Math.floor((used * 100) / total);
}

/** From here on an account is shown as running out of seats; beyond its total it is over instead. */
export function isNearlyFull(totals: Pick<SeatTotals, "used" | "total" | "over">): boolean {
  return totals.over === 0 && (usedPercent(totals) ?? 0) >= 90;
}

export type AccountState = { isActive: boolean; closedAt: Date | null };

/** What the seat rules need to know of an account. */
export type SeatAccount = AccountState & SeatPlan & { overage: Overage };

export type Grant = { account: SeatAccount; usedBefore: number; usedAfter: number };

export type GrantRefusal = {
  code: "no_seats" | "account_inactive" | "account_closed";
  message: string;
  /** The seats missing, and the plan seats with which it would fit; only for `no_seats`. */
  missing?: number;
  planSeatCountThatFits?: number;
};

/** Why nobody new may come into this account, whatever they cost (S7). */
export function refuseState({ isActive, closedAt }: AccountState): GrantRefusal | undefined {
  if (closedAt) return { code: "account_closed", message: "This account is closed. Reopen it first." };
  if (!isActive) return { code: "account_inactive", message: "This account is inactive. It takes nobody new." };
}

/** S7, S9: why these seats may not be granted. A step that takes no seat is never refused for want of seats. */
export function refuseGrant({ account, usedBefore, usedAfter }: Grant): GrantRefusal | undefined {
  const refusal = refuseState(account);
  if (refusal) return refusal;

  const { total, over } = seatTotals(account, usedAfter);
  if (account.overage === "allow" || usedAfter <= usedBefore || over === 0) return undefined;
  const planSeatCountThatFits = usedAfter - account.freeSeatCount;
  return {
    code: "no_seats",
    message: `Seats missing: ${count(over)}. This needs ${count(usedAfter)} and there are ${count(total)}; with ${count(planSeatCountThatFits)} plan seats it would fit.`,
    missing: over,
    planSeatCountThatFits,
  };
}

/** A change that lowers the total below what is used is refused while overage is blocked after it. */
export function refuseSeatCut({
  before,
  after,
  used,
}: {
  before: SeatPlan;
  after: SeatPlan & { overage: Overage };
  used: number;
}): string | undefined {
  const { total, over } = seatTotals(after, used);
  const isCut = total < seatTotals(before, used).total;
  if (!isCut || over === 0 || after.overage === "allow") return undefined;
  return `${count(used)} seats are in use and ${count(total)} would be left: over by ${count(over)}. Keep at least ${count(used)} in total, or set Overage to Allow.`;
}

function count(seats: number): string {
  return seats.toLocaleString("en-US");
}
