import type {
  ComparedOrganization,
  EffectCounts,
  ImportedAccount,
  ImportedOrganization,
  ImportOutcome,
  LoginKind,
  WaitingOrganization,
} from "./imports";
import { type RosterSet, wholePageWarnings } from "./rosters";
import { refuseGrant, type SeatAccount, seatTotals } from "./seats";

/** An account at one moment of an import. */
type CountedAccount = SeatAccount & {
  id: string;
  name: string;
  usedSeatCount: number;
  studentCount: number;
  botCount: number;
};

/** An account before an import, after its facts, after its grants, and after auto-activation. */
export type AccountSteps = Record<"before" | "afterFacts" | "afterGrants" | "after", CountedAccount> & {
  /** Missing if the account does not auto-activate. */
  auto?: { autoActivated: number; leftOut: number };
};

/** What the steps of an import did, by organization id and by account. */
export type ImportSteps = Pick<ImportOutcome, LoginKind | "skippedRows" | "notActivated" | "peopleDigest"> & {
  wholePages: RosterSet["wholePages"];
  organizations: ComparedOrganization[];
  effects: ReadonlyMap<number, EffectCounts>;
  plans: NonNullable<ImportOutcome["plans"]>;
  accounts: AccountSteps[];
  /** The organizations without a roster in which waiting people got a seat. */
  elsewhere: Omit<WaitingOrganization, "activated">[];
};

/** Everything that an import did, put together from its steps. */
export function importOutcome(steps: ImportSteps): ImportOutcome {
  const { plans, keptMarks, renamed, joined, skippedRows, notActivated, peopleDigest } = steps;
  const organizations = steps.organizations.map((organization) => importedOrganization(organization, steps));
  const warnings = wholePageWarnings(steps.wholePages, organizations);
  const waiting = steps.elsewhere.map((organization) => ({
    ...organization,
    activated: steps.effects.get(organization.organizationId)?.autoActivated ?? 0,
  }));
  return {
    organizations,
    ...(plans.length > 0 && { plans }),
    accounts: steps.accounts.map((account) => importedAccount(account, steps)),
    ...(waiting.length > 0 && { waiting }),
    keptMarks,
    renamed,
    joined,
    skippedRows,
    ...(notActivated && { notActivated }),
    ...(warnings.length > 0 && { warnings }),
    peopleDigest,
  };
}

function importedOrganization(
  { source, adminsBefore, adminsAfter, saysRoles, ...organization }: ComparedOrganization,
  { effects }: ImportSteps,
): ImportedOrganization {
  const { lastSeenUpdated, waitingEnded, ...counts } = effects.get(organization.organizationId) ?? {};
  return {
    ...organization,
    added: counts.added ?? 0,
    activated: (counts.activated ?? 0) + (counts.autoActivated ?? 0),
    deactivated: counts.deactivated ?? 0,
    rolesChanged: counts.rolesChanged ?? 0,
    peopleUpdated: counts.peopleUpdated ?? 0,
    ...(lastSeenUpdated && { lastSeenUpdated }),
    ...(waitingEnded && { waitingEnded }),
  };
}

/** The grants that were asked for are all made or all refused. Auto-activation takes what is left and is never refused. */
function importedAccount(
  { before, afterFacts, afterGrants, after, auto }: AccountSteps,
  { organizations, effects }: ImportSteps,
): ImportedAccount {
  const isGranted = organizations.some(
    ({ organizationId, accountId }) => accountId === after.id && (effects.get(organizationId)?.activated ?? 0) > 0,
  );
  const grant = { account: after, usedBefore: afterFacts.usedSeatCount, usedAfter: afterGrants.usedSeatCount };
  const { total, over } = seatTotals(after, after.usedSeatCount);
  return {
    id: after.id,
    name: after.name,
    usedBefore: before.usedSeatCount,
    usedAfter: after.usedSeatCount,
    studentsBefore: before.studentCount,
    studentsAfter: after.studentCount,
    botsBefore: before.botCount,
    botsAfter: after.botCount,
    total,
    over,
    ...auto,
    refusal: isGranted ? refuseGrant(grant) : undefined,
  };
}
