import { auditedTransaction } from "@/db/audited-transaction";
import { StartOver } from "@/db/errors";
import type { Tx } from "@/db/executor";
import { hold } from "@/db/locks";
import { listAccountsById } from "@/db/queries/accounts";
import { type ImportFile, insertFinishedImport } from "@/db/queries/imports";
import { listOrganizationsById } from "@/db/queries/organizations";
import {
  areRosterPeopleHeld,
  changingPeople,
  insertOwners,
  joinOwners,
  listAccountIdsConcerned,
  listJoinedOrganizationIds,
  listKeptMarks,
  notedPeople,
  noteRosterPeople,
  releaseLogins,
  resolveOwners,
  updateOwners,
  updatePeople,
} from "@/db/queries/rosters/roster-identities";
import { updateOrganizationPlans } from "@/db/queries/rosters/roster-plans";
import { stageRosters } from "@/db/queries/rosters/roster-staging";
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
} from "@/db/queries/rosters/rosters";
import { updateLedger } from "@/db/queries/seats";
import { rehearse } from "@/db/rehearsal";
import type { Account } from "@/db/schema/accounts";
import { DomainError } from "@/domain/errors";
import type { Activate, ImportOutcome } from "@/domain/imports";
import type { Actor } from "@/domain/permissions";
import { anyPreview, obey } from "@/domain/preview";
import { type RosterSet, refuseShrink } from "@/domain/rosters";
import { refuseGrant, seatTotals } from "@/domain/seats";
import { activateWaiting } from "../people/activate-waiting";
import { auditOf } from "./import-audit";
import { planImport } from "./plan-import";

const service = "github";

export type ImportOptions = { activate: Activate; allowShrink: boolean };

/** What an import would do, refused seats included: the import itself, done and undone. */
export function previewRosters(rosters: RosterSet, options: ImportOptions): Promise<ImportOutcome> {
  return rehearse((tx) => applyRosters(tx, rosters, options));
}

type Asked = ImportOptions & { rosters: RosterSet; files?: ImportFile[]; reason: string };

/**
 * Imports rosters that a command or a job has read, all of them or nothing, and keeps what that did. No schema reads them
 * again, because nobody sent them.
 */
export function importRosters(
  actor: Actor,
  { rosters, files = [], reason, ...options }: Asked,
): Promise<ImportOutcome> {
  return auditedTransaction(actor, ["roster.import", "person.join"], async (tx) => {
    const outcome = await applyRosters(tx, rosters, options);
    obey(planImport(outcome), anyPreview);
    await insertFinishedImport(tx, { actor, files, options, result: outcome });
    return { data: outcome, audit: auditOf(outcome).map((fact) => ({ ...fact, reason })) };
  });
}

/** Facts first (who is who, leaving, deactivation, marks), then the grants as one set (docs/rules.md, "One step"). */
export async function applyRosters(tx: Tx, rosters: RosterSet, options: ImportOptions): Promise<ImportOutcome> {
  await stageRosters(tx, service, rosters);
  const { ids, planIds, newIds } = await insertOrganizations(tx, service);
  const before = await holdConcerned(tx, { ids, planIds }, rosters);

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
  return {
    organizations,
    ...(plans.length > 0 && { plans }),
    accounts,
    ...(waiting.length > 0 && { waiting }),
    keptMarks,
    renamed,
    joined,
    skippedRows,
  };
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
 * Holds everything this call changes or counts. An old plan has no effect in an account, so its organization is held
 * without one. Staff may join or split people in the meantime, so each login is looked up again under lock.
 */
async function holdConcerned(
  tx: Tx,
  { ids: rosterOrganizationIds, planIds }: Record<"ids" | "planIds", number[]>,
  rosters: RosterSet,
): Promise<Account[]> {
  const { accounts = [] } = await hold(tx, async () => {
    await resolveOwners(tx, service, rosters);
    await noteRosterPeople(tx);
    const organizationIds = [...rosterOrganizationIds, ...(await listJoinedOrganizationIds(tx))];
    const accounts = await listAccountIdsConcerned(tx, organizationIds);
    return {
      organizations: [...organizationIds, ...planIds],
      accounts,
      changedPeople: changingPeople,
      people: notedPeople(accounts),
    };
  });
  if (!(await areRosterPeopleHeld(tx))) throw new StartOver();
  return listAccountsById(tx, accounts);
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
