import type { NoneActivated } from "./activation";
import { asciiLower } from "./ascii";
import { formatNumber } from "./format";
import { loginFrom, loginKey, sameLogin } from "./logins";
import type { PlanRefusal } from "./preview";
import { type Grant, refuseGrant, type SeatAccount, seatTotals } from "./seats";
import { type Service, services } from "./services";

/** One step can attach this many: as many as fit in an address. */
export const attachLimit = 200;

/** Seat-takers only, since students and bots cost nothing. */
export type AttachCounts = { usedBefore: number; usedAfter: number; newSeats: number; overlappingPeople: number };

/** Missing where someone comes along activated. */
type Coming = AttachCounts & { noneActivated?: NoneActivated };

export type AttachPlan = Coming & {
  totalBefore: number;
  total: number;
  over: number;
  refusal: PlanRefusal | undefined;
};

/**
 * The effect of attaching organizations with this many plan seats. The plan includes the total before, so that a form
 * opened before plan seats were lowered cannot raise them again by accident.
 */
export function planAttach(account: SeatAccount, counts: Coming, planSeatCount: number): AttachPlan {
  const { usedBefore, usedAfter, newSeats, overlappingPeople, noneActivated } = counts;
  const after = { ...account, planSeatCount };
  const totalBefore = seatTotals(account, usedBefore).total;
  const { total, over } = seatTotals(after, usedAfter);
  const refusal = refusePlanSeats(account, planSeatCount) ?? refuseAttach({ account: after, usedBefore, usedAfter });
  return { usedBefore, usedAfter, newSeats, overlappingPeople, noneActivated, totalBefore, total, over, refusal };
}

/** Why an attach cannot set plan seats to this number: it can only raise or keep them. */
function refusePlanSeats(account: SeatAccount, planSeatCount: number): PlanRefusal | undefined {
  if (planSeatCount >= account.planSeatCount) return undefined;
  const message = `Plan seats can be raised here, not lowered. There are ${formatNumber(account.planSeatCount)} now. Lower them on Seats.`;
  return { message, field: "planSeatCount" };
}

/** Missing seats can be added in the same step, so they are refused at their field. */
function refuseAttach(grant: Grant): PlanRefusal | undefined {
  const refusal = refuseGrant(grant);
  return refusal?.code === "no_seats" ? { ...refusal, field: "planSeatCount" } : refusal;
}

/** The effect of detaching an organization (S10). Never refused: people activated only there leave the account. */
export type DetachPlan = { usedBefore: number; usedAfter: number; peopleLeaving: number };

export type LeavingPlan = DetachPlan & { total: number; over: number };

/** The effect of a move on the account that the organization leaves. Its total stays. */
export function planLeaving(account: SeatAccount, counts: DetachPlan): LeavingPlan {
  const { total, over } = seatTotals(account, counts.usedAfter);
  return { ...counts, total, over };
}

export type MovePlan = { from: LeavingPlan; to: AttachPlan; refusal: PlanRefusal | undefined };

/** S11: the effect on both accounts. A move does not raise the plan seats of the account it goes to. */
export function planMove(from: LeavingPlan, to: AttachPlan): MovePlan {
  return { from, to, refusal: to.refusal && { message: to.refusal.message } };
}

/** Typed or pasted logins or their addresses, separated by spaces, commas or lines. Each is kept once, ignoring case. */
export function loginsFrom(text: string): string[] {
  const byKey = new Map<string, string>();
  for (const login of text
    .split(/[\s,]+/)
    .map(loginFrom)
    .filter(Boolean)) {
    if (!byKey.has(loginKey(login))) byKey.set(loginKey(login), login);
  }
  return [...byKey.values()];
}

/** `gitlab:acme` is the organization on GitLab. A login alone is enough if only one git host has it. */
export function organizationName(typed: string): { login: string; service: Service | undefined } {
  const [, prefix = "", login = ""] = /^(\w+):(.*)$/.exec(typed) ?? [];
  const service = services.find((name) => name === asciiLower(prefix));
  return service ? { login, service } : { login: typed, service: undefined };
}

type Known = { id: number; service: Service; login: string; accountId: string | null; accountName: string | null };

/** Why these logins cannot be attached, each with its name and what to do. `ids` is filled only if all of them can. */
export function chooseOrganizations(
  logins: string[],
  known: Known[],
  accountId: string,
): { ids: number[]; problems: string[] } {
  if (logins.length > attachLimit) {
    const problem = `${logins.length} organizations are too many for one step. Attach at most ${attachLimit} at a time.`;
    return { ids: [], problems: [problem] };
  }
  const problems: string[] = [];
  const chosen = new Set<number>();
  for (const login of logins) {
    const name = organizationName(login);
    const [organization, ...others] = known.filter(
      (candidate) =>
        sameLogin(candidate.login, name.login) && candidate.service === (name.service ?? candidate.service),
    );
    if (organization && others.length > 0) {
      const choices = [organization, ...others].map(({ service }) => `${service}:${login}`);
      problems.push(`${login} is on several git hosts. Write ${choices.join(" or ")}.`);
    } else if (!organization) problems.push(`${login} is not known. Import its roster first, or remove it.`);
    else if (organization.accountId === accountId) problems.push(`${login} is already attached here. Remove it.`);
    else if (organization.accountId !== null) {
      problems.push(`${login} is in ${organization.accountName}. Move it from there, or remove it.`);
    } else chosen.add(organization.id);
  }
  return { ids: problems.length > 0 ? [] : [...chosen], problems };
}
