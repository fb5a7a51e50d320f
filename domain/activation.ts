import type { Verb } from "./activation-verbs";
import type { PlanRefusal } from "./preview";
import {
  type AccountState,
  type GrantRefusal,
  refuseGrant,
  refuseState,
  type SeatAccount,
  type SeatPlan,
  seatTotals,
} from "./seats";

/** The outcome of an activation for one person. The last five change nothing. */
export const activationOutcomes = [
  "activated",
  "already_seated",
  "student",
  "bot",
  "already_active",
  "no_seats",
  "account_inactive",
  "account_closed",
  "not_a_member",
] as const;
export type ActivationOutcome = (typeof activationOutcomes)[number];

/** The outcome of a deactivation for one person. The last two change nothing. */
export const deactivationOutcomes = [
  "freed",
  "still_seated",
  "student",
  "bot",
  "not_activated",
  "not_a_member",
] as const;
export type DeactivationOutcome = (typeof deactivationOutcomes)[number];

export type StepOutcome = ActivationOutcome | DeactivationOutcome;

const outcomeWords = {
  activate: {
    activated: "Take a seat",
    already_seated: "Activated at no cost: already hold a seat here",
    student: "Activated at no cost: students",
    bot: "Activated at no cost: bots",
    already_active: "Unchanged: already activated",
    no_seats: "Left out: no free seat",
    account_inactive: "Left out: the account is inactive",
    account_closed: "Left out: the account is closed",
    not_a_member: "Left out: no member here",
  } satisfies Record<ActivationOutcome, string>,
  deactivate: {
    freed: "Free their seat",
    still_seated: "Keep their seat: activated in another organization of the account",
    student: "Free no seat: students",
    bot: "Free no seat: bots",
    not_activated: "Unchanged: not activated here",
    not_a_member: "Left out: no member here",
  } satisfies Record<DeactivationOutcome, string>,
};

/** The number of people per outcome, in the order of the outcomes. */
export function outcomesInWords(
  verb: Verb,
  people: Partial<Record<StepOutcome, number>>,
): { words: string; count: number }[] {
  const words: Partial<Record<StepOutcome, string>> = outcomeWords[verb];
  const outcomes: readonly StepOutcome[] = verb === "activate" ? activationOutcomes : deactivationOutcomes;
  return outcomes.flatMap((outcome) => {
    const count = people[outcome] ?? 0;
    return count > 0 ? [{ words: words[outcome]!, count }] : [];
  });
}

/** "all" activates everyone or no one; "fit" as many as fit, longest membership first, then by login. */
export const grantModes = ["all", "fit"] as const;
export type GrantMode = (typeof grantModes)[number];
export const otherMode: Record<GrantMode, GrantMode> = { all: "fit", fit: "all" };

/** The facts about a set of people: how many have each outcome, and how many of their memberships in scope change. */
export type ActivationCounts = { people: Partial<Record<ActivationOutcome, number>>; memberships: number };
export type DeactivationCounts = { people: Partial<Record<DeactivationOutcome, number>>; memberships: number };

export function countPeople({ people }: ActivationCounts | DeactivationCounts): number {
  return Object.values(people).reduce((sum, count) => sum + count, 0);
}

/** People who are members while no one is activated, and the seats they would take if all of them were. */
export type NoneActivated = { members: number; seats: number };

/** Of an account without people, from counts without a limit. Undefined if it has no members. */
export function noneActivatedOf(counts: ActivationCounts): NoneActivated | undefined {
  const members = countPeople(counts);
  return members > 0 ? { members, seats: counts.people.activated ?? 0 } : undefined;
}

export type UsedAccount = SeatAccount & { usedSeatCount: number };

/** The seats a set may take before the rest is left out; undefined if lack of seats leaves no one out. */
export function seatsToGrant(
  account: SeatPlan & Pick<UsedAccount, "overage" | "usedSeatCount">,
  mode: GrantMode,
): number | undefined {
  if (mode === "all" || account.overage === "allow") return undefined;
  return seatTotals(account, account.usedSeatCount).available;
}

/** What a step does to seats and memberships, how many people it changes, and how many it leaves out. */
export type StepNumbers = {
  usedBefore: number;
  usedAfter: number;
  memberships: number;
  changed: number;
  leftOut: number;
};

export type ActivationSetPlan = StepNumbers & {
  people: Partial<Record<ActivationOutcome, number>>;
  refusal: GrantRefusal | undefined;
};

const granted = ["activated", "already_seated", "student", "bot"] as const satisfies ActivationOutcome[];

/** S7 for a set, as one grant. `counts` already limit "activated" to `seatsToGrant`. */
export function planActivationOfSet(
  account: UsedAccount,
  { people, memberships }: ActivationCounts,
): ActivationSetPlan {
  const usedBefore = account.usedSeatCount;
  const sum = (outcomes: readonly ActivationOutcome[]) =>
    outcomes.reduce((total, outcome) => total + (people[outcome] ?? 0), 0);
  const wanting = sum([...granted, "no_seats"]);
  const state = wanting > 0 ? refuseState(account) : undefined;
  if (state) {
    const { already_active, not_a_member } = people;
    const outcomes = {
      [state.code]: wanting,
      ...(already_active && { already_active }),
      ...(not_a_member && { not_a_member }),
    };
    return {
      usedBefore,
      usedAfter: usedBefore,
      memberships,
      people: outcomes,
      changed: 0,
      leftOut: wanting,
      refusal: state,
    };
  }
  const changed = sum(granted);
  const usedAfter = usedBefore + sum(["activated"]);
  const leftOut = sum(["no_seats"]);
  // With "fit", the set is refused only if no one fits.
  const wanted = changed === 0 ? usedBefore + leftOut : usedAfter;
  return {
    usedBefore,
    usedAfter,
    memberships,
    people,
    changed,
    leftOut,
    refusal: wanting > 0 ? refuseGrant({ account, usedBefore, usedAfter: wanted }) : undefined,
  };
}

/** The outcome for one person of a set. A refusal applies to everyone who would have changed. */
export function activationOutcomeOf({ refusal }: ActivationSetPlan, outcome: ActivationOutcome): ActivationOutcome {
  const isWanting = outcome !== "already_active" && outcome !== "not_a_member";
  return refusal && isWanting ? refusal.code : outcome;
}

export type DeactivationSetPlan = StepNumbers & { people: Partial<Record<DeactivationOutcome, number>> };

/** S8 for a set. It is never refused. */
export function planDeactivationOfSet(
  { usedSeatCount }: { usedSeatCount: number },
  { people, memberships }: DeactivationCounts,
): DeactivationSetPlan {
  const { freed = 0, still_seated = 0, student = 0, bot = 0 } = people;
  const changed = freed + still_seated + student + bot;
  return { usedBefore: usedSeatCount, usedAfter: usedSeatCount - freed, memberships, people, changed, leftOut: 0 };
}

/** Why a step changes no one: a change was made before it, or the people it names are no longer here. */
export function refuseUnchanged(
  { people, changed }: { people: Partial<Record<StepOutcome, number>>; changed: number },
  words: string,
): PlanRefusal | undefined {
  if (changed > 0) return undefined;
  const { not_a_member: strangers = 0, ...members } = people;
  const memberCount = Object.values(members).reduce((sum, count) => sum + count, 0);
  const areGone = strangers > 0 && memberCount === 0;
  const message = areGone
    ? `${strangers === 1 ? "This person is" : "These people are"} no longer here. Reload the page.`
    : `${memberCount === 1 ? "This person" : "Everybody"} is ${words}.`;
  return { message, hasNoEffect: true };
}

/** Members whom auto-activation left out: how many would take a seat, and how many would no longer cost one. */
export type Waiting = { seats: number; free: number };

export const nobodyWaiting: Waiting = { seats: 0, free: 0 };

/** The people waiting in an account, from counts without a limit. In an inactive account they keep waiting. */
export function waitingOf(account: AccountState, { people }: ActivationCounts): Waiting {
  if (refuseState(account)) return nobodyWaiting;
  const { activated = 0, already_seated = 0, student = 0, bot = 0 } = people;
  return { seats: activated, free: already_seated + student + bot };
}

/** What happens to waiting people in a step that tries them again. */
export type WaitingPlan = { activated: number; leftOut: number; usedAfter: number };

export function planWaiting(
  account: SeatPlan & Pick<UsedAccount, "overage" | "usedSeatCount"> & { isAutoActivating: boolean },
  { seats, free }: Waiting,
): WaitingPlan {
  const usedBefore = account.usedSeatCount;
  if (!account.isAutoActivating) return { activated: 0, leftOut: 0, usedAfter: usedBefore };
  const taken = Math.min(seats, seatsToGrant(account, "fit") ?? seats);
  return { activated: taken + free, leftOut: seats - taken, usedAfter: usedBefore + taken };
}

/** One step can name this many people. A whole organization has no limit. */
export const selectionLimit = 500;
