import { formatCount, formatNumber } from "./format";
import type { Typed } from "./typed";
import { readWholeNumber } from "./whole-numbers";

/** Every activated person is exactly one of these (S3). */
export const kinds = ["seat", "student", "bot"] as const;
export type Kind = (typeof kinds)[number];

export const overages = ["block", "allow"] as const;
export type Overage = (typeof overages)[number];

/** What a form or an address says; anything else blocks. */
export function overageFrom(text: string | undefined): Overage {
  return overages.find((overage) => overage === text) ?? "block";
}

export type SeatPlan = { planSeatCount: number; freeSeatCount: number };

/** The most plan seats or free seats: far above any contract, far below the limit of an integer column. */
export const seatLimit = 10_000_000;

export const noSeatCount = "Enter a whole number, 0 or more.";

export function readSeatCount(typed: string): Typed<number> {
  return readWholeNumber(typed, { most: seatLimit, noun: "seats" });
}

export type SeatTotals = { used: number; total: number; available: number; over: number };

/** S5. An invoice's plan quantity is `planSeatCount` alone. */
export function seatTotals({ planSeatCount, freeSeatCount }: SeatPlan, used: number): SeatTotals {
  const total = planSeatCount + freeSeatCount;
  return { used, total, available: Math.max(0, total - used), over: Math.max(0, used - total) };
}

/** S6. What billing per organization would charge on top. `organizationSeats` is the sum of their seat-takers. */
export function doubleCounted({ organizationSeats, used }: { organizationSeats: number; used: number }): number {
  return organizationSeats - used;
}

/** Percentage of seats in use, rounded down; undefined if the total is 0. */
export function usedPercent({ used, total }: Pick<SeatTotals, "used" | "total">): number | undefined {
  return total === 0 ? undefined : Math.floor((used * 100) / total);
}

/** Whether an account is shown as running out of seats. Beyond its total it is shown as over instead. */
export function isNearlyFull(totals: Pick<SeatTotals, "used" | "total" | "over">): boolean {
  return totals.over === 0 && (usedPercent(totals) ?? 0) >= 90;
}

export type AccountState = { isActive: boolean; closedAt: Date | null };

/** What the seat rules need to know about an account. */
export type SeatAccount = AccountState & SeatPlan & { overage: Overage };

export type Grant = { account: SeatAccount; usedBefore: number; usedAfter: number };

export type GrantRefusal = {
  code: "no_seats" | "account_inactive" | "account_closed";
  message: string;
  /** The number of seats short, and the plan seats that would be enough. Only for `no_seats`. */
  missing?: number;
  planSeatCountThatFits?: number;
};

/** Why this account takes no one new, whatever they cost (S7). */
export function refuseState({ isActive, closedAt }: AccountState): GrantRefusal | undefined {
  if (closedAt) return { code: "account_closed", message: "This account is closed. Reopen it first." };
  if (!isActive)
    return { code: "account_inactive", message: "This account is inactive and takes no one new. Set it active first." };
}

/** S7, S9: why these seats cannot be granted. A step that takes no seat is never refused for lack of seats. */
export function refuseGrant({ account, usedBefore, usedAfter }: Grant): GrantRefusal | undefined {
  const refusal = refuseState(account);
  if (refusal) return refusal;

  const { total, over } = seatTotals(account, usedAfter);
  if (account.overage === "allow" || usedAfter <= usedBefore || over === 0) return undefined;
  const planSeatCountThatFits = usedAfter - account.freeSeatCount;
  return {
    code: "no_seats",
    message:
      `${formatCount(over, "seat", "seats")} short: ${formatNumber(usedAfter)} needed, ${formatNumber(total)} in the pool. ` +
      `Raise plan seats to ${formatNumber(planSeatCountThatFits)}, or free ${formatNumber(over)}.`,
    missing: over,
    planSeatCountThatFits,
  };
}

/** Refuses to lower the total below the used seats, unless overage is allowed after the change. */
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
  return `${formatNumber(used)} seats are in use, so a total of ${formatNumber(total)} would be over by ${formatNumber(over)}. Keep at least ${formatNumber(used)} in total, or set Overage to Allow.`;
}
