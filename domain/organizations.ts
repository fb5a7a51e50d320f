import type { AttachNumbers } from "./input/organizations";
import { loginKey, sameLogin } from "./logins";
import { type GrantRefusal, refuseGrant, type SeatAccount, seatTotals } from "./seats";

/** As many as one step may attach: what fits in an address. */
export const attachLimit = 200;

/** Seat-takers only: students and bots cost nothing. */
export type AttachCounts = { usedBefore: number; usedAfter: number; newSeats: number; overlappingPeople: number };

export type AttachPlan = AttachCounts & {
  totalBefore: number;
  total: number;
  over: number;
  refusal: GrantRefusal | undefined;
};

/** What attaching organizations would do with this many plan seats. The preview shows it; the action obeys it. */
export function planAttach(account: SeatAccount, counts: AttachCounts, planSeatCount: number): AttachPlan {
  const after = { ...account, planSeatCount };
  const totalBefore = seatTotals(account, counts.usedBefore).total;
  const { total, over } = seatTotals(after, counts.usedAfter);
  return { ...counts, totalBefore, total, over, refusal: refuseGrant({ account: after, ...counts }) };
}

/**
 * The numbers of a plan that its preview shows and its confirmation carries along. With the total before, seats cut
 * meanwhile are not raised again by a form that meant to leave them.
 */
export function attachNumbers(plan: AttachPlan): AttachNumbers {
  const { usedBefore, usedAfter, totalBefore, total, newSeats, overlappingPeople } = plan;
  return { usedBefore, usedAfter, totalBefore, total, newSeats, overlappingPeople };
}

/** Why plan seats may not be set to this in an attach: they may be raised there, or left. */
export function refusePlanSeats(account: SeatAccount, planSeatCount: number): string | undefined {
  if (planSeatCount >= account.planSeatCount) return undefined;
  return `Plan seats can be raised here, not lowered: there are ${account.planSeatCount.toLocaleString("en-US")}. Lower them on Seats.`;
}

/** What detaching an organization would do (S10). Nothing refuses it: whoever is only there leaves the account. */
export type DetachPlan = { usedBefore: number; usedAfter: number; peopleLeaving: number };

export type LeavingPlan = DetachPlan & { total: number; over: number };

/** What a move does to the account it leaves, whose total stays. */
export function planLeaving(account: SeatAccount, counts: DetachPlan): LeavingPlan {
  const { total, over } = seatTotals(account, counts.usedAfter);
  return { ...counts, total, over };
}

/** The numbers of a move that its preview shows of the account it leaves and its confirmation carries along. */
export function leavingNumbers({ usedBefore, usedAfter, peopleLeaving, total }: LeavingPlan) {
  return { usedBefore, usedAfter, peopleLeaving, total };
}

/** The logins somebody typed or pasted: separated by spaces, commas or lines, each once without case. */
export function loginsFrom(text: string): string[] {
  const byKey = new Map<string, string>();
  for (const login of text.split(/[\s,]+/).filter(Boolean)) {
    if (!byKey.has(loginKey(login))) byKey.set(loginKey(login), login);
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
    const organization = known.find((candidate) => sameLogin(candidate.login, login));
    if (!organization) problems.push(`${login} is not known. Import its roster first, or take it out.`);
    else if (organization.accountId === accountId) problems.push(`${login} is attached here already. Take it out.`);
    else if (organization.accountId !== null) {
      problems.push(`${login} is in ${organization.accountName}. Move it from there, or take it out.`);
    } else chosen.push(organization.id);
  }
  return { ids: problems.length > 0 ? [] : chosen, problems };
}
