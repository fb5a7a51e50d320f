import "server-only";
import type { Change } from "@/db/audited-transaction";
import type { Tx } from "@/db/client";
import { StartOver } from "@/db/errors";
import { listAccountsById, lockAccounts } from "@/db/queries/accounts";
import { listOrganizationsById, lockOrganizations } from "@/db/queries/organizations";
import {
  areRosterPeopleHeld,
  insertOwners,
  joinOwners,
  listAccountIdsConcerned,
  listJoinedOrganizationIds,
  listKeptMarks,
  lockRosterPeople,
  releaseLogins,
  resolveOwners,
  updateOwners,
  updatePeople,
} from "@/db/queries/roster-identities";
import { updateOrganizationPlans } from "@/db/queries/roster-plans";
import { stageRosters } from "@/db/queries/roster-staging";
import {
  activateMembers,
  beginGrants,
  type CountByOrganization,
  changedPeople,
  countChangedOwners,
  deactivateMembers,
  deleteLeavers,
  endWaitingOfMembers,
  insertMembers,
  insertOrganizations,
  listRosterOrganizations,
  resolveMemberships,
  updateImportedAt,
  updateLastSeen,
  updateMemberRoles,
} from "@/db/queries/rosters";
import { updateLedger } from "@/db/queries/seats";
import { lockWaitingPeople } from "@/db/queries/waiting";
import { rehearse } from "@/db/rehearsal";
import type { Account, AuditEntry, AuditFacts } from "@/db/schema";
import { DomainError } from "@/domain/errors";
import {
  type Activate,
  type ImportedOrganization,
  type ImportedPlan,
  type ImportOutcome,
  isRecounted,
  isSamePlanAsBefore,
  isUnchanged,
} from "@/domain/imports";
import { type RosterSet, refuseShrink } from "@/domain/rosters";
import { refuseGrant, seatTotals } from "@/domain/seats";
import { activateWaiting } from "@/server/activation/activate-waiting";

const service = "github";

type Options = { activate: Activate; allowShrink: boolean; reason: string };

/** What importing would do, refusals of seats included: the import itself, done and undone. */
export function previewRosters(rosters: RosterSet, options: Options): Promise<ImportOutcome> {
  return rehearse(async (tx) => (await applyRosters(tx, rosters, options)).data);
}

/** Brings rosters in, all of a call or nothing. Refused when a grant does not fit. */
export async function importRosters(
  tx: Tx,
  rosters: RosterSet,
  options: Options,
): Promise<Change<"roster.import" | "person.join", ImportOutcome>> {
  const change = await applyRosters(tx, rosters, options);
  const refusals = change.data.accounts.flatMap(({ name, refusal }) =>
    refusal ? [`${name}: ${refusal.message}`] : [],
  );
  if (refusals.length > 0) throw new DomainError("precondition_failed", refusals.join("\n"));
  return change;
}

/** Facts first (who is who, leaving, deactivation, marks), then the grants as one set (docs/rules.md, "One step"). */
async function applyRosters(
  tx: Tx,
  rosters: RosterSet,
  options: Options,
): Promise<Change<"roster.import" | "person.join", ImportOutcome>> {
  await stageRosters(tx, service, rosters);
  const { ids, planIds, newIds } = await insertOrganizations(tx, service);
  await resolveOwners(tx, service, rosters);
  const before = await lockConcerned(tx, { ids, planIds }, rosters);

  const joined = await joinOwners(tx);
  const renamed = await releaseLogins(tx, service);
  await updateOwners(tx);
  await insertOwners(tx, service);
  await resolveMemberships(tx);

  const rosterOrganizations = await listRosterOrganizations(tx, newIds);
  refuseShrinking(rosters, rosterOrganizations, options.allowShrink);

  const accountIds = before.map(({ id }) => id);
  const plans = await updateOrganizationPlans(tx, newIds);
  await deleteLeavers(tx);
  const deactivated = await deactivateMembers(tx);
  const waitingEnded = await endWaitingOfMembers(tx);
  const roles = await updateMemberRoles(tx);
  const seen = await updateLastSeen(tx);
  await updatePeople(tx, changedPeople);
  await updateLedger(tx, accountIds, changedPeople);
  const afterFacts = await listAccountsById(tx, accountIds);

  await beginGrants(tx);
  const activated = await activateMembers(tx, options.activate);
  const joining = await insertMembers(tx, options.activate);
  await updateLedger(tx, accountIds, changedPeople);
  const afterGrants = await listAccountsById(tx, accountIds);
  const auto = await autoActivate(tx, afterGrants);
  const after = auto.activated.size > 0 ? await listAccountsById(tx, accountIds) : afterGrants;
  const updated = await countChangedOwners(tx);
  await updateImportedAt(tx);

  const organizations = rosterOrganizations.map((organization) => {
    const of = (counts: Map<number, number>) => counts.get(organization.organizationId) ?? 0;
    return {
      ...organization,
      added: of(joining.added),
      activated: of(activated) + of(joining.activated) + of(auto.activated),
      deactivated: of(deactivated),
      rolesChanged: of(roles),
      peopleUpdated: of(updated),
      ...(of(seen) > 0 && { lastSeenUpdated: of(seen) }),
      ...(of(waitingEnded) > 0 && { waitingEnded: of(waitingEnded) }),
    };
  });
  const accounts = after.map((account, index) => {
    // What is asked for is granted whole or refused; auto-activation takes what is left, and is never refused.
    const isGranted = organizations.some(
      ({ organizationId: id, accountId }) =>
        accountId === account.id && (activated.get(id) ?? 0) + (joining.activated.get(id) ?? 0) > 0,
    );
    const start = before[index]!;
    const usedAfter = account.usedSeatCount;
    const usedBefore = afterFacts[index]!.usedSeatCount;
    const grant = { account, usedBefore, usedAfter: afterGrants[index]!.usedSeatCount };
    const { total, over } = seatTotals(account, usedAfter);
    return {
      id: account.id,
      name: account.name,
      usedBefore: start.usedSeatCount,
      usedAfter,
      studentsBefore: start.studentCount,
      studentsAfter: account.studentCount,
      botsBefore: start.botCount,
      botsAfter: account.botCount,
      total,
      over,
      ...auto.accounts.get(account.id),
      refusal: isGranted ? refuseGrant(grant) : undefined,
    };
  });

  const keptMarks = await listKeptMarks(tx);
  const { skippedRows } = rosters;
  const rosterIds = new Set(organizations.map(({ organizationId }) => organizationId));
  const elsewhere = [...auto.activated.keys()].filter((id) => !rosterIds.has(id));
  const waiting = (await listOrganizationsById(tx, elsewhere)).map(({ id, login, accountId }) => {
    return { organizationId: id, login, accountId, activated: auto.activated.get(id)! };
  });
  const data = {
    organizations,
    ...(plans.length > 0 && { plans }),
    accounts,
    ...(waiting.length > 0 && { waiting }),
    keptMarks,
    renamed,
    joined,
    skippedRows,
  };
  return { data, audit: auditOf(data, options.reason) };
}

type AutoActivation = {
  accounts: Map<string, { autoActivated: number; leftOut: number }>;
  activated: CountByOrganization;
};

/** Those who joined, and those who waited from before, get what seats are left; the others wait. */
async function autoActivate(tx: Tx, accounts: Account[]): Promise<AutoActivation> {
  const outcome: AutoActivation = { accounts: new Map(), activated: new Map() };
  for (const account of accounts) {
    if (!account.isAutoActivating) continue;
    const { plan, changed } = await activateWaiting(tx, account);
    outcome.accounts.set(account.id, { autoActivated: plan.changed, leftOut: plan.leftOut });
    for (const { organizationId } of changed) {
      outcome.activated.set(organizationId, (outcome.activated.get(organizationId) ?? 0) + 1);
    }
  }
  return outcome;
}

/**
 * Holds organizations, accounts and people, in that order, and looks again whether these are still all. An old plan is
 * of no effect in an account, so it holds none.
 */
async function lockConcerned(
  tx: Tx,
  { ids: rosterOrganizationIds, planIds }: Record<"ids" | "planIds", number[]>,
  rosters: RosterSet,
) {
  const organizationIds = [...rosterOrganizationIds, ...(await listJoinedOrganizationIds(tx))];
  await lockOrganizations(tx, [...organizationIds, ...planIds]);
  const accountIds = await listAccountIdsConcerned(tx, organizationIds);
  const accounts = await lockAccounts(tx, accountIds);
  await lockRosterPeople(tx);
  await lockWaitingPeople(tx, accountIds);

  await resolveOwners(tx, service, rosters);
  const organizationIdsNow = await listJoinedOrganizationIds(tx);
  const accountIdsNow = await listAccountIdsConcerned(tx, [...rosterOrganizationIds, ...organizationIdsNow]);
  const isMissing =
    organizationIdsNow.some((id) => !organizationIds.includes(id)) ||
    accountIdsNow.some((id) => !accountIds.includes(id)) ||
    !(await areRosterPeopleHeld(tx));
  if (isMissing) throw new StartOver();
  return accounts;
}

function refuseShrinking(
  rosters: RosterSet,
  organizations: Awaited<ReturnType<typeof listRosterOrganizations>>,
  allowShrink: boolean,
): void {
  const refusals = organizations.flatMap(({ login, membersBefore, membersAfter, removed }, index) => {
    const file = rosters.organizations[index]!.file;
    const refusal = refuseShrink({ organization: login, membersBefore, membersAfter, removed, allowShrink });
    return refusal ? [`${file}: ${refusal}`] : [];
  });
  if (refusals.length > 0) throw new DomainError("precondition_failed", refusals.join("\n"));
}

/** One row per organization in which something changed, per account counted anew, and per account a join touches. */
function auditOf(outcome: ImportOutcome, reason: string): AuditEntry<"roster.import" | "person.join">[] {
  const { organizations, plans = [], accounts, waiting = [], joined } = outcome;
  const ofOrganizations = changesOf(organizations, plans).map(({ organization, before, after }) => ({
    action: "roster.import" as const,
    accountId: organization.accountId,
    subjectKind: "organization" as const,
    subjectId: String(organization.organizationId),
    reason,
    before: { login: organization.login, ...before },
    after: { login: organization.login, ...after },
  }));
  const ofAccounts = accounts.filter(isRecounted).map((account) => ({
    action: "roster.import" as const,
    accountId: account.id,
    subjectKind: "account" as const,
    subjectId: account.id,
    reason,
    before: { usedSeats: account.usedBefore, students: account.studentsBefore, bots: account.botsBefore },
    after: {
      usedSeats: account.usedAfter,
      students: account.studentsAfter,
      bots: account.botsAfter,
      ...(account.autoActivated !== undefined && {
        autoActivated: account.autoActivated,
        leftOut: account.leftOut ?? 0,
      }),
    },
  }));
  const ofWaiting = waiting.map(({ organizationId, login, accountId, activated }) => ({
    action: "roster.import" as const,
    accountId,
    subjectKind: "organization" as const,
    subjectId: String(organizationId),
    reason,
    before: { login },
    after: { login, autoActivated: activated },
  }));
  const ofJoined = joined.flatMap(({ login, intoLogin, accountIds, userId, intoUserId, isPersonGone }) =>
    (accountIds.length > 0 ? accountIds : [null]).map((accountId) => ({
      action: "person.join" as const,
      accountId,
      subjectKind: "person" as const,
      subjectId: String(userId),
      reason,
      before: { login, person: userId },
      after: { login: intoLogin, person: intoUserId, isPersonGone },
    })),
  );
  return [...ofOrganizations, ...ofWaiting, ...ofAccounts, ...ofJoined];
}

type Changes = { organization: ImportedOrganization | ImportedPlan } & Record<"before" | "after", AuditFacts>;

/** What changed in each organization, its members and its old plan together. */
function changesOf(organizations: ImportedOrganization[], plans: ImportedPlan[]): Changes[] {
  const changes = new Map<number, Changes>();
  for (const organization of organizations) {
    if (isUnchanged(organization)) continue;
    const { added, removed, activated, deactivated, rolesChanged, peopleUpdated } = organization;
    const { lastSeenUpdated, waitingEnded } = organization;
    changes.set(organization.organizationId, {
      organization,
      before: { members: organization.membersBefore },
      after: {
        members: organization.membersAfter,
        ...{ added, removed, activated, deactivated, rolesChanged, peopleUpdated },
        ...(lastSeenUpdated !== undefined && { lastSeenUpdated }),
        ...(waitingEnded !== undefined && { waitingEnded }),
      },
    });
  }
  for (const plan of plans) {
    if (isSamePlanAsBefore(plan)) continue;
    const known = changes.get(plan.organizationId);
    changes.set(plan.organizationId, {
      organization: plan,
      before: { ...known?.before, ...plan.before },
      after: { ...known?.after, ...plan.after },
    });
  }
  return [...changes.values()];
}
