import { auditedTransaction } from "@/db/audited-transaction";
import type { Tx } from "@/db/executor";
import { hold } from "@/db/locks";
import { listAccountsById } from "@/db/queries/accounts";
import { type ImportFile, insertFinishedImport } from "@/db/queries/imports";
import { listOrganizationsById } from "@/db/queries/organizations";
import { compareMembers } from "@/db/queries/rosters/compare-members";
import { countNotActivated } from "@/db/queries/rosters/count-not-activated";
import { finishRosterRun } from "@/db/queries/rosters/finish-roster-run";
import { identifyOwners, requirePeopleHeld } from "@/db/queries/rosters/identify-owners";
import { joinOwners } from "@/db/queries/rosters/join-owners";
import { insertPeopleOfRun } from "@/db/queries/rosters/name-people";
import { beginRosterRun, type RosterRun, requireOrganizationsHeld } from "@/db/queries/rosters/roster-run";
import { settleOwners } from "@/db/queries/rosters/settle-owners";
import { writeEvidence } from "@/db/queries/rosters/write-evidence";
import { writeFacts } from "@/db/queries/rosters/write-facts";
import { noteAutoActivated, writeGrants } from "@/db/queries/rosters/write-grants";
import { writePlans } from "@/db/queries/rosters/write-plans";
import { rehearse } from "@/db/rehearsal";
import type { Account } from "@/db/schema/accounts";
import { DomainError } from "@/domain/errors";
import { type AccountSteps, importOutcome } from "@/domain/import-outcome";
import type { Activate, AppliedRosters, ComparedOrganization, EffectCounts } from "@/domain/imports";
import type { Actor } from "@/domain/permissions";
import { anyPreview, obey } from "@/domain/preview";
import { type RosterSet, refuseShrink } from "@/domain/rosters";
import { activateWaiting } from "../people/activate-waiting";
import { auditOf } from "./import-audit";
import { planImport } from "./plan-import";

export type ImportOptions = { activate: Activate; allowShrink: boolean };

/** What an import did or would do: its numbers, and apart from them the logins it tells of one by one. */
/** What an import would do, including a refusal for lack of seats: the import itself, done and undone. */
export function previewRosters(rosters: RosterSet, options: ImportOptions): Promise<AppliedRosters> {
  return rehearse((tx) => applyRosters(tx, rosters, options));
}

type Asked = ImportOptions & { rosters: RosterSet; files?: ImportFile[]; reason: string };

/** Imports rosters that a command or a job has read, all of them or nothing. No schema checks them: no one sent them. */
export function importRosters(
  actor: Actor,
  { rosters, files = [], reason, ...options }: Asked,
): Promise<AppliedRosters> {
  return auditedTransaction(actor, ["roster.import", "person.join"], async (tx) => {
    const applied = await applyRosters(tx, rosters, options);
    obey(planImport(applied.outcome), anyPreview);
    const importId = await insertFinishedImport(tx, { actor, files, options, result: applied.outcome });
    await insertPeopleOfRun(tx, importId);
    return { data: applied, audit: auditOf(applied).map((fact) => ({ ...fact, reason })) };
  });
}

/** Facts first (who is who, leaving, deactivation, marks), then the grants as one set (docs/rules.md, "One step"). */
export async function applyRosters(tx: Tx, rosters: RosterSet, options: ImportOptions): Promise<AppliedRosters> {
  const run = await beginRosterRun(tx, rosters);
  const { accounts: accountIds = [] } = await hold(tx, () => identifyOwners(run));
  await requireOrganizationsHeld(run);
  await requirePeopleHeld(run);
  const before = await listAccountsById(tx, accountIds);

  const joined = await joinOwners(run);
  const renamed = await settleOwners(run);
  const organizations = await compareMembers(run);
  refuseShrinking(organizations, options);

  const plans = await writePlans(run);
  await writeEvidence(run);
  await writeFacts(run, accountIds);
  const afterFacts = await listAccountsById(tx, accountIds);
  await writeGrants(run, options.activate, accountIds);
  const afterGrants = await listAccountsById(tx, accountIds);
  const auto = await autoActivate(run, afterGrants);
  const after = await listAccountsById(tx, accountIds);
  const { effects, keptMarks, peopleDigest } = await finishRosterRun(run);

  const outcome = importOutcome({
    organizations,
    effects,
    plans,
    accounts: stepsByAccount({ before, afterFacts, afterGrants, after }, auto),
    elsewhere: await nameElsewhere(run, effects),
    keptMarks: keptMarks.length,
    renamed: renamed.length,
    joined: joined.length,
    skippedRows: rosters.skippedRows,
    wholePages: rosters.wholePages,
    notActivated: await countNotActivated(run),
    peopleDigest,
  });
  return { outcome, logins: { keptMarks, renamed, joined } };
}

/** A refusal of the rosters of these organizations, in a line each. */
export class RefusedOrganizations extends DomainError {
  readonly organizations: string[];

  constructor(refused: { organization: string; message: string }[]) {
    super("precondition_failed", refused.map(({ message }) => message).join("\n"));
    this.organizations = refused.map(({ organization }) => organization);
  }
}

function refuseShrinking(organizations: ComparedOrganization[], { allowShrink }: ImportOptions): void {
  const refused = organizations.flatMap(({ login: organization, source, ...counts }) => {
    const refusal = refuseShrink({ organization, ...counts, allowShrink });
    return refusal ? [{ organization, message: `${source}: ${refusal}` }] : [];
  });
  if (refused.length > 0) throw new RefusedOrganizations(refused);
}

type AutoActivation = Map<string, { autoActivated: number; leftOut: number }>;

/** People who joined and people who waited before get the seats that are left. The others wait. */
async function autoActivate(run: RosterRun, accounts: Account[]): Promise<AutoActivation> {
  const outcome: AutoActivation = new Map();
  for (const account of accounts) {
    if (!account.isAutoActivating) continue;
    const { plan, changed } = await activateWaiting(run.tx, account);
    outcome.set(account.id, { autoActivated: plan.changed, leftOut: plan.leftOut });
    await noteAutoActivated(run, changed);
  }
  return outcome;
}

type Moment = "before" | "afterFacts" | "afterGrants" | "after";

/** All moments have the same accounts, because they are held. */
function stepsByAccount(moments: Record<Moment, Account[]>, auto: AutoActivation): AccountSteps[] {
  const byId = (moment: Moment) => new Map(moments[moment].map((account) => [account.id, account]));
  const [afterFacts, afterGrants, after] = [byId("afterFacts"), byId("afterGrants"), byId("after")];
  return moments.before.map((before) => ({
    before,
    afterFacts: afterFacts.get(before.id) ?? before,
    afterGrants: afterGrants.get(before.id) ?? before,
    after: after.get(before.id) ?? before,
    auto: auto.get(before.id),
  }));
}

/** The organizations without a roster here in which waiting people got a seat. */
async function nameElsewhere({ tx, organizationIds }: RosterRun, effects: ReadonlyMap<number, EffectCounts>) {
  const withRoster = new Set(organizationIds);
  const ids = [...effects].filter(([id, { autoActivated }]) => autoActivated && !withRoster.has(id)).map(([id]) => id);
  return (await listOrganizationsById(tx, ids)).map(({ id, login, accountId }) => ({
    organizationId: id,
    login,
    accountId,
  }));
}
