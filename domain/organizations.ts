import type { NoneActivated } from "./activation";
import { asciiLower } from "./ascii";
import { formatNumber } from "./format";
import { organizationAtAddress } from "./git-host-addresses";
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

const separators = /([\s,;]+)/;

/** Each name between separators, as it is written and as it is meant. */
function pastedIn(text: string): { before: string; written: string; name: string }[] {
  // Separators are captured, so they stand at the odd places.
  const parts = text.split(separators);
  return parts.flatMap((written, place) => {
    const name = place % 2 === 0 ? (organizationAtAddress(written) ?? loginFrom(written)) : "";
    return name ? [{ before: parts[place - 1] ?? "", written, name }] : [];
  });
}

/**
 * Typed or pasted logins or addresses of git hosts, separated by spaces, commas, semicolons, tabs or lines. Each is kept
 * once, ignoring case. An address names its git host: `gitlab.com/groups/acme` is `gitlab:acme`.
 */
export function loginsFrom(text: string): string[] {
  const byKey = new Map<string, string>();
  for (const { name } of pastedIn(text)) {
    if (!byKey.has(loginKey(name))) byKey.set(loginKey(name), name);
  }
  return [...byKey.values()];
}

/** The same text without these names, however they are written in it. */
export function leaveOut(text: string, names: readonly string[]): string {
  const keys = new Set(names.map(loginKey));
  return pastedIn(text)
    .filter(({ name }) => !keys.has(loginKey(name)))
    .map(({ before, written }, place) => (place === 0 ? written : before + written))
    .join("");
}

/** `gitlab:acme` is the organization on GitLab. A login alone is enough if only one git host has it. */
export function organizationName(typed: string): { login: string; service: Service | undefined } {
  const [, prefix = "", login = ""] = /^(\w+):(.*)$/.exec(typed) ?? [];
  const service = services.find((name) => name === asciiLower(prefix));
  return service ? { login, service } : { login: typed, service: undefined };
}

type Known = { id: number; service: Service; login: string; accountId: string | null; accountName: string | null };

/** What stands in the way of attaching an organization that someone named, if anything does. */
type OrganizationState =
  | { state: "ready"; id: number }
  | { state: "here" }
  | { state: "elsewhere"; id: number; account: { id: string; name: string } }
  | { state: "unknown" }
  /** Each choice is the same login with one of its git hosts. */
  | { state: "ambiguous"; choices: string[] };

/** `names` are all the ways in which it was named. */
export type ChosenOrganization = { name: string; names: string[] } & OrganizationState;

export type ChosenOrganizations = {
  rows: ChosenOrganization[];
  /** The organizations that are ready to be attached, whatever stands beside them. */
  ids: number[];
  /** Why none of them was looked up. */
  problem?: string;
};

/** Which of these can be attached to the account, or to a new one if it is null, and what keeps each of the others. */
export function chooseOrganizations(
  logins: readonly string[],
  known: readonly Known[],
  accountId: string | null,
): ChosenOrganizations {
  if (logins.length > attachLimit) {
    const problem = `${formatNumber(logins.length)} organizations are too many for one step. Attach at most ${attachLimit} at a time.`;
    return { rows: [], ids: [], problem };
  }
  const rows = new Map<string | number, ChosenOrganization>();
  for (const login of logins) {
    const found = foundAs(login, known);
    const [only] = found;
    const key = found.length === 1 && only ? only.id : loginKey(login);
    const names = [...(rows.get(key)?.names ?? []), login];
    const name = found.length === 1 && only ? only.login : login;
    rows.set(key, { name, names, ...stateOf(login, found, accountId) });
  }
  const chosen = [...rows.values()];
  return { rows: chosen, ids: chosen.flatMap((row) => (row.state === "ready" ? [row.id] : [])) };
}

function foundAs(typed: string, known: readonly Known[]): Known[] {
  const { login, service } = organizationName(typed);
  return known.filter(
    (candidate) => sameLogin(candidate.login, login) && candidate.service === (service ?? candidate.service),
  );
}

function stateOf(login: string, [found, ...others]: Known[], accountId: string | null): OrganizationState {
  if (!found) return { state: "unknown" };
  if (others.length > 0) {
    return { state: "ambiguous", choices: [found, ...others].map(({ service }) => `${service}:${login}`) };
  }
  if (found.accountId === null) return { state: "ready", id: found.id };
  if (found.accountId === accountId) return { state: "here" };
  // The account of an organization has a name.
  return { state: "elsewhere", id: found.id, account: { id: found.accountId, name: found.accountName! } };
}

/** What is left of the text once the ready ones are attached. */
export function withoutReady(text: string, { rows }: ChosenOrganizations): string {
  const ready = rows.filter(({ state }) => state === "ready");
  return leaveOut(
    text,
    ready.flatMap(({ names }) => names),
  );
}
