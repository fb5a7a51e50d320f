import {
  attachOrganizations,
  detachOrganization,
  moveOrganization,
} from "@/app/(console)/accounts/[accountId]/organizations/actions";
import { activatePerson, deactivatePerson } from "@/app/(console)/accounts/[accountId]/people/actions";
import { splitPerson } from "@/app/(console)/people/[userId]/split/actions";
import { joinPeople } from "@/app/(console)/people/suggestions/actions";
import { db } from "@/db/client";
import { findActivationFacts } from "@/db/queries/activations";
import { findJoinFacts } from "@/db/queries/joins";
import { countAttach, countDetach } from "@/db/queries/seats";
import { findSplitFacts } from "@/db/queries/splits";
import type { Account } from "@/db/schema";
import { planJoin, planSplit, regroupNumbers } from "@/domain/joins";
import { attachNumbers, leavingNumbers, planAttach, planLeaving } from "@/domain/organizations";
import { activationNumbers, planActivation, planDeactivation } from "@/domain/people";
import { reloadAccount } from "./factories";

// Steps as a person takes them: they look at the preview, then confirm what it showed.
const nothing = {
  kind: "seat",
  activatedOrganizations: 0,
  activatedOrganizationsInScope: 0,
  inactiveMemberships: 0,
  activeMemberships: 0,
} as const;
const reason = "Contract 12";

async function attachPreview(account: Account, organizationIds: number[]) {
  const current = await reloadAccount(account);
  const counts = await countAttach(db, account.id, organizationIds);
  return attachNumbers(planAttach(current, counts, current.planSeatCount));
}

export async function attach(account: Account, ...organizations: { id: number }[]) {
  const organizationIds = organizations.map(({ id }) => id);
  const expected = await attachPreview(account, organizationIds);
  const planSeatCount = expected.total - account.freeSeatCount;
  return attachOrganizations({ accountId: account.id, organizationIds, planSeatCount, expected, reason });
}

export async function detach(account: Account, { id: organizationId }: { id: number }) {
  const expected = await countDetach(db, account.id, [organizationId]);
  return detachOrganization({ accountId: account.id, organizationId, expected, reason });
}

export async function move(from: Account, to: Account, { id: organizationId }: { id: number }) {
  const leaving = planLeaving(await reloadAccount(from), await countDetach(db, from.id, [organizationId]));
  const expectedTo = await attachPreview(to, [organizationId]);
  const input = { accountId: from.id, toAccountId: to.id, organizationId };
  return moveOrganization({ ...input, expectedFrom: leavingNumbers(leaving), expectedTo, reason });
}

async function activationFacts(account: Account, person: { id: number }) {
  const facts = await findActivationFacts(db, { accountId: account.id, userId: person.id });
  // A member of nothing here is refused by the action itself, whatever its preview would have shown.
  return facts ?? { ...nothing, usedSeats: account.usedSeatCount };
}

export async function activate(account: Account, person: { id: number }) {
  const plan = planActivation(await reloadAccount(account), await activationFacts(account, person));
  return activatePerson({ accountId: account.id, userId: person.id, expected: activationNumbers(plan), reason });
}

export async function deactivate(account: Account, person: { id: number }) {
  const plan = planDeactivation(await activationFacts(account, person));
  return deactivatePerson({ accountId: account.id, userId: person.id, expected: activationNumbers(plan), reason });
}

/** Undefined when one of the two is a merged record by now. */
export async function join(staying: { id: number }, going: { id: number }) {
  const facts = await findJoinFacts(db, staying.id, going.id);
  if (!facts) return undefined;
  const expected = regroupNumbers(planJoin(facts.people, facts.accounts, facts.evidence));
  return joinPeople({ stayingId: staying.id, goingId: going.id, expected, reason });
}

/** Undefined when the login is somebody else's by now. */
export async function split(userId: number, ownerId: number) {
  const facts = await findSplitFacts(db, userId, ownerId);
  if (!facts) return undefined;
  const expected = regroupNumbers(planSplit(facts.person, facts.origin.loginIds, facts.accounts));
  return splitPerson({ userId, ownerId, expected, reason });
}
