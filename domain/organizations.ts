import type { PlanRefusal } from "./preview";
import { type Grant, refuseGrant, type SeatAccount, seatTotals } from "./seats";

/** As many as one step may attach: what fits in an address. */
export const attachLimit = 200;

/** Seat-takers only: students and bots cost nothing. */
export type AttachCounts = { usedBefore: number; usedAfter: number; newSeats: number; overlappingPeople: number };

export type AttachPlan = AttachCounts & {
  totalBefore: number;
  total: number;
  over: number;
  refusal: PlanRefusal | undefined;
};

/**
 * What attaching organizations would do with this many plan seats. The plan holds the total before, so that a form that
 * meant to leave the seats alone cannot raise them again after somebody cut them.
 */
export function planAttach(account: SeatAccount, counts: AttachCounts, planSeatCount: number): AttachPlan {
  const { usedBefore, usedAfter, newSeats, overlappingPeople } = counts;
  const after = { ...account, planSeatCount };
  const totalBefore = seatTotals(account, usedBefore).total;
  const { total, over } = seatTotals(after, usedAfter);
  const refusal = refusePlanSeats(account, planSeatCount) ?? refuseAttach({ account: after, usedBefore, usedAfter });
  return { usedBefore, usedAfter, newSeats, overlappingPeople, totalBefore, total, over, refusal };
}

/** The same step can raise plan seats, but not lower them. */
function refusePlanSeats(account: SeatAccount, planSeatCount: number): PlanRefusal | undefined {
  if (planSeatCount >= account.planSeatCount) return undefined;
  const message = `Plan seats can be raised here, not lowered: there are ${account.planSeatCount.toLocaleString("en-US")}. Lower them on Seats.`;
  return { message, field: "planSeatCount" };
}

/** Missing seats can be added in the same step, so they are refused at their field. */
function refuseAttach(grant: Grant): PlanRefusal | undefined {
  const refusal = refuseGrant(grant);
  return refusal?.code === "no_seats" ? { ...refusal, field: "planSeatCount" } : refusal;
}

/** What detaching an organization would do (S10). Nothing refuses it: whoever is only there leaves the account. */
export type DetachPlan = { usedBefore: number; usedAfter: number; peopleLeaving: number };

export type LeavingPlan = DetachPlan & { total: number; over: number };

/** What a move does to the account it leaves, whose total stays. */
export function planLeaving(account: SeatAccount, counts: DetachPlan): LeavingPlan {
  const { total, over } = seatTotals(account, counts.usedAfter);
  return { ...counts, total, over };
}

export type MovePlan = { from: LeavingPlan; to: AttachPlan; refusal: PlanRefusal | undefined };

/** S11: detached from the one and attached to the other, whose plan seats the move does not raise. */
export function planMove(from: LeavingPlan, to: AttachPlan): MovePlan {
  return { from, to, refusal: to.refusal && { message: to.refusal.message } };
}

/** The logins somebody typed or pasted: separated by spaces, commas or lines, each once without case. */
export function loginsFrom(text: string): string[] {
  const byKey = new Map<string, string>();
  for (const login of text.split(/[\s,]+/).filter(Boolean)) {
    if (!byKey.has(login.toLowerCase())) byKey.set(login.toLowerCase(), login);
  }
  return [...byKey.values()];
}

type Known = { id: number; login: string; accountId: string | null; accountName: string | null };

/** What stands in the way of attaching these logins, each by name and with what to do; `ids` only when nothing does. */
export function chooseOrganizations(
  logins: string[],
  known: Known[],
  accountId: string,
): { ids: number[]; problems: string[] } {
  if (logins.length > attachLimit) {
    const problem = `${logins.length} organizations are more than one step takes. Attach at most ${attachLimit} at a time.`;
    return { ids: [], problems: [problem] };
  }
  const problems: string[] = [];
  const chosen: number[] = [];
  for (const login of logins) {
    const organization = known.find((candidate) => candidate.login.toLowerCase() === login.toLowerCase());
    if (!organization) problems.push(`${login} is not known. Import its roster first, or take it out.`);
    else if (organization.accountId === accountId) problems.push(`${login} is attached here already. Take it out.`);
    else if (organization.accountId !== null) {
      problems.push(`${login} is in ${organization.accountName}. Move it from there, or take it out.`);
    } else chosen.push(organization.id);
  }
  return { ids: problems.length > 0 ? [] : chosen, problems };
}
