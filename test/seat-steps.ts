import {
  attachOrganizations,
  detachOrganization,
  moveOrganization,
} from "@/app/(console)/accounts/[accountId]/organizations/actions";
import {
  activatePeople,
  activatePerson,
  deactivatePeople,
  deactivatePerson,
} from "@/app/(console)/accounts/[accountId]/people/actions";
import { changeSeatPlan } from "@/app/(console)/accounts/[accountId]/seats/actions";
import { markLogin } from "@/app/(console)/people/[userId]/marks/actions";
import { splitPerson } from "@/app/(console)/people/[userId]/split/actions";
import { joinPeople } from "@/app/(console)/people/suggestions/actions";
import { db } from "@/db/client";
import { countActivation, countDeactivation, findActivationFacts } from "@/db/queries/activations";
import { findJoinFacts } from "@/db/queries/joins";
import { findMarkFacts } from "@/db/queries/marks";
import { countAttach, countDetach } from "@/db/queries/seats";
import { findSplitFacts } from "@/db/queries/splits";
import type { Account } from "@/db/schema";
import { planSeatChange, seatChangeNumbers } from "@/domain/accounts";
import {
  chosenNumbers,
  type GrantMode,
  planActivationOfSet,
  planDeactivationOfSet,
  seatsToGrant,
  waitingOf,
} from "@/domain/activation";
import type { SeatTerms } from "@/domain/input/accounts";
import { planJoin, planSplit, regroupNumbers } from "@/domain/joins";
import { cutAccounts, markNumbers, planMark, type StaffMarks } from "@/domain/marks";
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

type Those = { userIds?: number[]; organizationId?: number };
type Scope = Those & { accountId: string };

export async function activationPreview(scope: Scope, mode: GrantMode) {
  const account = await reloadAccount({ id: scope.accountId });
  const counts = await countActivation(db, scope, seatsToGrant(account, mode));
  return chosenNumbers(planActivationOfSet(account, counts), counts);
}

export async function deactivationPreview(scope: Scope) {
  const counts = await countDeactivation(db, scope);
  return chosenNumbers(planDeactivationOfSet(await reloadAccount({ id: scope.accountId }), counts), counts);
}

export async function activateAll({ id: accountId }: Account, those: Those, mode: GrantMode) {
  const scope = { accountId, ...those };
  return activatePeople({ ...scope, mode, expected: await activationPreview(scope, mode), reason });
}

export async function deactivateAll({ id: accountId }: Account, those: Those) {
  const scope = { accountId, ...those };
  return deactivatePeople({ ...scope, mode: "all", expected: await deactivationPreview(scope), reason });
}

export async function changeSeats(account: Account, changed: Partial<SeatTerms & { isAutoActivating: boolean }>) {
  const current = await reloadAccount(account);
  const terms = { ...current, ...changed };
  const scope = { accountId: account.id, isWaiting: true };
  const waiting = waitingOf(current, await countActivation(db, scope, undefined));
  const priced = (of: typeof current) => ({ ...of, planPriceCents: null });
  const plan = planSeatChange(priced(current), priced(terms), current.usedSeatCount, waiting);
  const { isAutoActivating, planSeatCount, freeSeatCount, overage } = terms;
  return changeSeatPlan({
    accountId: account.id,
    ...{ plan: terms.plan, planSeatCount, freeSeatCount, overage, isAutoActivating, unitPriceCents: "" },
    expected: seatChangeNumbers(current, plan),
    reason,
  });
}

export async function mark(ownerId: number, words: StaffMarks) {
  const facts = await findMarkFacts(db, ownerId);
  if (!facts) return undefined;
  return markLogin({ ownerId, ...words, expected: markNumbers(planMark(cutAccounts(facts), words)), reason });
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
