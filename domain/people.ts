import { planActivationOfSet } from "./activation";
import type { ActivationNumbers } from "./input/people";
import type { GrantRefusal, Kind, SeatAccount } from "./seats";

/** What a person is to an account. A member who is activated nowhere in it is not an account user. */
export type PersonStatus = Kind | "not_activated";

export const personStatusNames: Record<PersonStatus, string> = {
  seat: "Seat",
  student: "Student",
  bot: "Bot",
  not_activated: "Not activated",
};

/** An account's list of people can also be filtered to members whom auto-activation left out. */
export const accountPersonStatusNames: Record<PersonStatus | "waiting", string> = {
  ...personStatusNames,
  waiting: "Waiting",
};

export type Login = { login: string | null; serviceId: string | null; formerLogin: string | null };

/** A login as it is shown. If its name went to someone else, it is "formerly bob (id 5)". */
export function loginInWords({ login, serviceId, formerLogin }: Login): string {
  if (login !== null) return login;
  return formerLogin === null ? `id ${serviceId}` : `formerly ${formerLogin} (id ${serviceId})`;
}

/** The facts that decide a person's activation in an account. The action reads them under lock, the preview without. */
export type ActivationFacts = {
  kind: Kind;
  /** How many of the account's organizations the person is activated in: of all, and within the step's scope. */
  activatedOrganizations: number;
  activatedOrganizationsInScope: number;
  /** Memberships in scope that a step would activate, and memberships that it would deactivate. */
  inactiveMemberships: number;
  activeMemberships: number;
  usedSeats: number;
};

/** `memberships`: how many the step changes. */
export type ActivationPlan = ActivationNumbers & {
  outcome: "activated" | "already_seated" | "student" | "bot";
  refusal: GrantRefusal | undefined;
};

/** S7: can this person be activated, and what does it cost? The rule for a set, applied to one person. */
export function planActivation(account: SeatAccount, facts: ActivationFacts): ActivationPlan {
  const isSeated = facts.activatedOrganizations > 0;
  const outcome = facts.kind !== "seat" ? facts.kind : isSeated ? "already_seated" : "activated";
  const people = { [facts.inactiveMemberships > 0 ? outcome : "already_active"]: 1 };
  const memberships = facts.inactiveMemberships;
  const counts = { people, memberships };
  const { usedBefore, usedAfter, refusal } = planActivationOfSet(
    { ...account, usedSeatCount: facts.usedSeats },
    counts,
  );
  return { usedBefore, usedAfter, memberships, outcome, refusal };
}

export type DeactivationPlan = ActivationNumbers & { freesSeat: boolean };

/** S8: the seat is freed when no login of the person stays activated in any organization of the account. */
export function planDeactivation(facts: ActivationFacts): DeactivationPlan {
  const leaves =
    facts.activatedOrganizations > 0 && facts.activatedOrganizations === facts.activatedOrganizationsInScope;
  const freesSeat = leaves && facts.kind === "seat";
  const usedBefore = facts.usedSeats;
  return { usedBefore, usedAfter: usedBefore - (freesSeat ? 1 : 0), memberships: facts.activeMemberships, freesSeat };
}

/** The numbers that the preview shows and the confirmation sends back. */
export function activationNumbers({ usedBefore, usedAfter, memberships }: ActivationNumbers): ActivationNumbers {
  return { usedBefore, usedAfter, memberships };
}
