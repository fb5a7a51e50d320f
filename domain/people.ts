import { z } from "zod";
import { OrganizationId, Reason, UserId } from "./input";
import { type GrantRefusal, type Kind, refuseGrant, type SeatAccount } from "./seats";

/** A person on an account's page: all their memberships there, or those in the one organization filtered to (S8). */
export const ChangeActivation = z.object({
  accountId: z.string(),
  userId: UserId,
  organizationId: OrganizationId.optional(),
  expected: z.object({ usedBefore: z.int(), usedAfter: z.int(), memberships: z.int() }),
  reason: Reason,
});

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

export type ActivationOutcome = "activated" | "already_seated" | "student" | "bot";

export type ActivationPlan = {
  usedBefore: number;
  usedAfter: number;
  /** How many memberships it changes. */
  memberships: number;
  outcome: ActivationOutcome;
  refusal: GrantRefusal | undefined;
};

/** S7: may this person be activated, and what does it cost? */
export function planActivation(account: SeatAccount, facts: ActivationFacts): ActivationPlan {
  const isSeated = facts.activatedOrganizations > 0;
  const takesSeat = facts.kind === "seat" && !isSeated && facts.inactiveMemberships > 0;
  const usedBefore = facts.usedSeats;
  const usedAfter = usedBefore + (takesSeat ? 1 : 0);
  const outcome = facts.kind !== "seat" ? facts.kind : isSeated ? "already_seated" : "activated";
  const refusal = refuseGrant({ account, usedBefore, usedAfter });
  return { usedBefore, usedAfter, memberships: facts.inactiveMemberships, outcome, refusal };
}

export type DeactivationPlan = { usedBefore: number; usedAfter: number; memberships: number; freesSeat: boolean };

/** S8: the seat is freed when no login of the person stays activated in any organization of the account. */
export function planDeactivation(facts: ActivationFacts): DeactivationPlan {
  const leaves =
    facts.activatedOrganizations > 0 && facts.activatedOrganizations === facts.activatedOrganizationsInScope;
  const freesSeat = leaves && facts.kind === "seat";
  const usedBefore = facts.usedSeats;
  return { usedBefore, usedAfter: usedBefore - (freesSeat ? 1 : 0), memberships: facts.activeMemberships, freesSeat };
}
