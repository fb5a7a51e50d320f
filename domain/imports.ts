import type { DomainErrorCode } from "./errors";
import { formatNumber } from "./format";
import { uploadLimit } from "./front-door.mjs";
import { isSamePlan, type OrganizationPlan } from "./organization-plans";
import type { PlanRefusal } from "./preview";
import type { RosterSet } from "./rosters";
import type { GrantRefusal } from "./seats";
import { shorten } from "./shorten";

export const importStatuses = ["staged", "done", "failed", "discarded"] as const;
export type ImportStatus = (typeof importStatuses)[number];

export const activates = ["none", "all"] as const;
/** What happens to members whose rows do not say whether they are activated: nothing, or they are activated. */
export type Activate = (typeof activates)[number];

/** An organization before a roster is imported, and how many members the roster has and no longer has. */
export type ComparedOrganization = {
  organizationId: number;
  login: string;
  accountId: string | null;
  isNew: boolean;
  /** Members are logins, as the git host counts them. */
  membersBefore: number;
  membersAfter: number;
  removed: number;
  adminsBefore: number;
  adminsAfter: number;
  /** Whether its roster says who is an admin. */
  saysRoles: boolean;
  /** Where its roster comes from, for refusals. */
  source: string;
};

/** What an import does to a member of an organization, a number each. */
export const memberKinds = [
  "added",
  "removed",
  "activated",
  "deactivated",
  "rolesChanged",
  "peopleUpdated",
  "lastSeenUpdated",
  "waitingEnded",
] as const;
export type MemberKind = (typeof memberKinds)[number];

/** What an import finds out about a login, in no organization. */
export const loginKinds = ["renamed", "joined", "keptMarks"] as const;
export type LoginKind = (typeof loginKinds)[number];

/** What the steps of an import note. Seats that were not asked for count apart, and are never refused. */
export const effectKinds = [...memberKinds, "autoActivated"] as const;
export type EffectKind = (typeof effectKinds)[number];

/** The number of members to whom each of these happened. What happened to no one is missing. */
export type EffectCounts = Partial<Record<EffectKind, number>>;

/** What an import does to one organization. */
export type ImportedOrganization = Omit<
  ComparedOrganization,
  "source" | "adminsBefore" | "adminsAfter" | "saysRoles"
> & {
  added: number;
  activated: number;
  deactivated: number;
  rolesChanged: number;
  peopleUpdated: number;
  /** Members with a newer last-seen date; missing if no member of the file has one. */
  lastSeenUpdated?: number;
  /** Waiting members whom the file says are not activated; missing if there are no such members. */
  waitingEnded?: number;
};

/** What an import does to the old plan of one organization. */
export type ImportedPlan = {
  organizationId: number;
  login: string;
  accountId: string | null;
  isNew: boolean;
  before: OrganizationPlan;
  after: OrganizationPlan;
};

/** What an import does to the people of one account. "Before" is before its facts and its grants. */
export type ImportedAccount = {
  id: string;
  name: string;
  usedBefore: number;
  usedAfter: number;
  studentsBefore: number;
  studentsAfter: number;
  botsBefore: number;
  botsAfter: number;
  total: number;
  over: number;
  /** People whom auto-activation activated and left out; missing if the account does not auto-activate. */
  autoActivated?: number;
  leftOut?: number;
  refusal: GrantRefusal | undefined;
};

/** Two stored logins that turned out to be one. `intoLogin` is the previous name of the one that stays. */
export type JoinedOwner = {
  login: string;
  intoLogin: string;
  /** Accounts with an organization that either login was in. */
  accountIds: string[];
  userId: number;
  intoUserId: number;
  isPersonGone: boolean;
};

/** An organization without a roster in this import, where waiting members got a seat. */
export type WaitingOrganization = {
  organizationId: number;
  login: string;
  accountId: string | null;
  activated: number;
};

/** A login that its owner changed, or lost to someone else. */
export type RenamedOwner = { from: string; to: string | null };

/** A mark set by staff that the roster contradicts. */
export type KeptMark = { login: string; mark: "student" | "bot"; value: boolean };

/** The logins that an import tells of one by one. The directory keeps them as people, and the outcome their numbers. */
type ImportedLogins = {
  keptMarks: KeptMark[];
  renamed: RenamedOwner[];
  joined: JoinedOwner[];
};

/** What rosters did, and the logins that the command and the audit log name one by one. */
export type AppliedRosters = { outcome: ImportOutcome; logins: ImportedLogins };

/** Everything an import does, in numbers, as shown by its preview and its result. */
export type ImportOutcome = Record<LoginKind, number> & {
  organizations: ImportedOrganization[];
  /** Missing if the import has no list of old plans. */
  plans?: ImportedPlan[];
  accounts: ImportedAccount[];
  /** Missing if no one waited in other organizations. */
  waiting?: WaitingOrganization[];
  /** Imports before there were lines have none. */
  skippedRows: (Omit<RosterSet["skippedRows"][number], "lines"> & { lines?: number[] })[];
  /** What to check before confirming; missing if there is nothing. */
  warnings?: string[];
  /** Members left as they are, not activated, because no row said it and the call did not ask; missing if it is 0. */
  notActivated?: number;
  /** Stands for everyone behind the numbers: as many other people make another digest. */
  peopleDigest: string;
};

/** What an import would do, as it is kept with it; or why nobody knows. */
export type ImportPreview =
  | { outcome: ImportOutcome }
  | {
      refusal: string;
      code: DomainErrorCode;
      /** The organizations whose rosters are refused, one for each line; missing if something else is. */
      organizations?: string[];
    };

/** An import that waits for its confirmation, as its page shows it. */
export type StagedImport = {
  id: number;
  files: readonly { path: string }[];
  leftOut: string[];
  organizationCount: number | null;
  preview: ImportPreview | null;
  previewedAt: Date | null;
};

/** What each preview is about, counted once. */
export type ImportSize = { membershipCount: number; organizationCount: number };

export function isRecounted(account: ImportedAccount): boolean {
  const { usedBefore, usedAfter, studentsBefore, studentsAfter, botsBefore, botsAfter } = account;
  return usedBefore !== usedAfter || studentsBefore !== studentsAfter || botsBefore !== botsAfter;
}

/** A new organization is a change, even if it has no members. */
export function isUnchanged(organization: ImportedOrganization): boolean {
  const { isNew, added, removed, activated, deactivated, rolesChanged, peopleUpdated } = organization;
  const { lastSeenUpdated = 0, waitingEnded = 0 } = organization;
  const seenAndWaiting = lastSeenUpdated + waitingEnded;
  return !isNew && added + removed + activated + deactivated + rolesChanged + peopleUpdated + seenAndWaiting === 0;
}

/** As above, a new organization is a change. */
export function isSamePlanAsBefore({ isNew, before, after }: ImportedPlan): boolean {
  return !isNew && isSamePlan(before, after);
}

/** The number of organizations in an import, each counted once. */
export function countImported({ organizations, plans = [] }: ImportOutcome): number {
  return new Set([...organizations, ...plans].map(({ organizationId }) => organizationId)).size;
}

type ImportNumbers = Record<string, number | string>;

/** Why an import is refused, account by account. One grant that does not fit refuses all of it. */
export function refuseImport({ accounts }: ImportOutcome): PlanRefusal | undefined {
  const refusals = accounts.flatMap(({ name, refusal }) => (refusal ? [`${name}: ${refusal.message}`] : []));
  return refusals.length > 0 ? { message: refusals.join("\n") } : undefined;
}

/** Every number of a preview, who is behind them, and every old plan it changes, by name. */
export function importNumbers(outcome: ImportOutcome): ImportNumbers {
  const { keptMarks, renamed, joined, peopleDigest, plans = [], waiting = [] } = outcome;
  const numbers: ImportNumbers = { keptMarks, renamed, joined, peopleDigest };
  const add = (whose: string, counts: ImportNumbers) => {
    for (const [name, number] of Object.entries(counts)) numbers[`${whose} ${name}`] = number;
  };
  // A new organization gets another id each time, and no screen shows it.
  for (const { organizationId, accountId, isNew, login, ...counts } of outcome.organizations) add(login, counts);
  for (const { id, name, refusal, ...counts } of outcome.accounts) add(id, counts);
  for (const { login, activated } of waiting) add(login, { waitingActivated: activated });
  const planInWords = (plan: OrganizationPlan) =>
    Object.values(plan)
      .map((fact) => fact ?? "none")
      .join(" ");
  for (const plan of plans) {
    if (!isSamePlanAsBefore(plan))
      add(plan.login, { plan: `${planInWords(plan.before)} → ${planInWords(plan.after)}` });
  }
  return numbers;
}

/** Why an upload has to say what happens to members whose rows leave their activation open. */
export function refuseOpenActivation({ memberships }: Pick<RosterSet, "memberships">): string | undefined {
  const open = memberships.filter(({ isActivated }) => isActivated === null).length;
  if (open === 0) return undefined;
  const whose =
    open === 1
      ? "1 membership does not say whether it is activated."
      : `${formatNumber(open)} memberships do not say whether they are activated.`;
  return `${whose} Choose None or All.`;
}

type UploadedFile = { path: string; size: number };

/** Why these files cannot be uploaded, naming the file. */
export function refuseUpload(files: UploadedFile[]): string | undefined {
  const tooLarge = files.find(({ size }) => size > uploadLimit);
  if (tooLarge) return `${tooLarge.path} is ${megabytes(tooLarge.size)}. An upload can be at most ${limit}.`;

  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > uploadLimit) return `These files are ${megabytes(size)} together. An upload can be at most ${limit}.`;
}

/** Rounded up, so that a size over the limit never reads as the limit. */
function megabytes(size: number): string {
  return `${formatNumber(Math.ceil(size / 1_000_000))} MB`;
}
const limit = megabytes(uploadLimit);

/** The default reason of an import: its first files, and how many more. */
export function defaultReason(paths: string[]): string {
  const named = paths.slice(0, 3);
  const more = paths.length - named.length;
  return shorten(`Import of ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`, 500);
}
