import { planActivationOfSet } from "./activation";
import type { ActivationNumbers } from "./input/people";
import type { GrantRefusal, Kind, SeatAccount } from "./seats";

/** What a person is to an account: a member who is activated nowhere in it is no account user. */
export type PersonStatus = Kind | "not_activated";

export const personStatusNames: Record<PersonStatus, string> = {
  seat: "Seat",
  student: "Student",
  bot: "Bot",
  not_activated: "Not activated",
};

/** Of the people of an account, those whom auto-activation left out are a status to filter by. */
export const accountPersonStatusNames: Record<PersonStatus | "waiting", string> = {
  ...personStatusNames,
  waiting: "Waiting",
};

export type Login = { login: string | null; serviceId: string | null; formerLogin: string | null };

/** How a login is shown: one whose name went to someone else is "formerly bob (id 5)". */
export function loginInWords({ login, serviceId, formerLogin }: Login): string {
  if (login !== null) return login;
  return formerLogin === null ? `id ${serviceId}` : `formerly ${formerLogin} (id ${serviceId})`;
}

/** What decides the activation of a person in an account, read under lock by the action and unlocked by the preview. */
export type ActivationFacts = {
  kind: Kind;
  /** In how many organizations of the account the person is activated: in all, and within the scope of the step. */
  activatedOrganizations: number;
  activatedOrganizationsInScope: number;
  /** Memberships in scope: those a step would activate, and those it would deactivate. */
  inactiveMemberships: number;
  activeMemberships: number;
  usedSeats: number;
};

/** `memberships`: how many a step changes. */
export type ActivationPlan = ActivationNumbers & {
  outcome: "activated" | "already_seated" | "student" | "bot";
  refusal: GrantRefusal | undefined;
};

/** S7: may this person be activated, and what does it cost? The rule for a set, told of one. */
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

/** The numbers of a plan that its preview shows and its confirmation carries along. */
export function activationNumbers({ usedBefore, usedAfter, memberships }: ActivationNumbers): ActivationNumbers {
  return { usedBefore, usedAfter, memberships };
}
