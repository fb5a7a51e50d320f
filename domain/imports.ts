import { isSamePlan, type OrganizationPlan } from "./organization-plans";
import type { PlanRefusal } from "./preview";
import type { RosterSet } from "./rosters";
import type { GrantRefusal } from "./seats";
import { shorten } from "./shorten";

export const importStatuses = ["staged", "done", "failed", "discarded"] as const;
export type ImportStatus = (typeof importStatuses)[number];

export const activates = ["none", "all"] as const;
/** What a roster does to those whose `activated` cell is blank: nothing, or activate them. */
export type Activate = (typeof activates)[number];

/** What an import does to one organization. Members are logins, as the host counts them. */
export type ImportedOrganization = {
  organizationId: number;
  login: string;
  accountId: string | null;
  isNew: boolean;
  membersBefore: number;
  membersAfter: number;
  added: number;
  removed: number;
  activated: number;
  deactivated: number;
  rolesChanged: number;
  peopleUpdated: number;
  /** Members seen later than was known; missing where a file said it of none. */
  lastSeenUpdated?: number;
  /** Members who waited for a seat until a file said that they are not activated; missing where it said it of none. */
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

/** What an import does to the people of one account. Each number before is before its facts and its grants. */
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
  /** People whom auto-activation let in, and whom it left out; missing where the account does not auto-activate. */
  autoActivated?: number;
  leftOut?: number;
  refusal: GrantRefusal | undefined;
};

/** Two stored logins turned out to be one. `intoLogin` is what the one that stays was called until now. */
export type JoinedOwner = {
  login: string;
  intoLogin: string;
  /** The accounts in whose organizations either was. */
  accountIds: string[];
  userId: number;
  intoUserId: number;
  isPersonGone: boolean;
};

/** Members of an organization of which no roster came, who waited for a seat and got it. */
export type WaitingOrganization = {
  organizationId: number;
  login: string;
  accountId: string | null;
  activated: number;
};

/** A login that went to someone else, or that its owner changed. */
export type RenamedOwner = { from: string; to: string | null };

/** A mark that staff set and the roster contradicts. */
export type KeptMark = { login: string; mark: "student" | "bot"; value: boolean };

/** All that an import does, as its preview, its result and the command tell it. */
export type ImportOutcome = {
  organizations: ImportedOrganization[];
  /** Missing where no list of old plans came along. */
  plans?: ImportedPlan[];
  accounts: ImportedAccount[];
  /** Missing where nobody waited elsewhere. */
  waiting?: WaitingOrganization[];
  keptMarks: KeptMark[];
  renamed: RenamedOwner[];
  joined: JoinedOwner[];
  skippedRows: RosterSet["skippedRows"];
};

export function isRecounted(account: ImportedAccount): boolean {
  const { usedBefore, usedAfter, studentsBefore, studentsAfter, botsBefore, botsAfter } = account;
  return usedBefore !== usedAfter || studentsBefore !== studentsAfter || botsBefore !== botsAfter;
}

/** A new organization is a change, though nobody is in it. */
export function isUnchanged(organization: ImportedOrganization): boolean {
  const { isNew, added, removed, activated, deactivated, rolesChanged, peopleUpdated } = organization;
  const { lastSeenUpdated = 0, waitingEnded = 0 } = organization;
  const seenAndWaiting = lastSeenUpdated + waitingEnded;
  return !isNew && added + removed + activated + deactivated + rolesChanged + peopleUpdated + seenAndWaiting === 0;
}

/** A new organization is a change, as above. */
export function isSamePlanAsBefore({ isNew, before, after }: ImportedPlan): boolean {
  return !isNew && isSamePlan(before, after);
}

/** The organizations an import brings something for, each once. */
export function countImported({ organizations, plans = [] }: ImportOutcome): number {
  return new Set([...organizations, ...plans].map(({ organizationId }) => organizationId)).size;
}

type ImportNumbers = Record<string, number | string>;

/** Why an import is refused, account by account. One grant that does not fit refuses all of it. */
export function refuseImport({ accounts }: ImportOutcome): PlanRefusal | undefined {
  const refusals = accounts.flatMap(({ name, refusal }) => (refusal ? [`${name}: ${refusal.message}`] : []));
  return refusals.length > 0 ? { message: refusals.join("\n") } : undefined;
}

/** Every number in a preview and every old plan it changes, by name. */
export function importNumbers(outcome: ImportOutcome): ImportNumbers {
  const { keptMarks, renamed, joined, plans = [], waiting = [] } = outcome;
  const numbers: ImportNumbers = {
    keptMarks: keptMarks.length,
    renamed: renamed.length,
    joined: joined.length,
  };
  const add = (whose: string, counts: ImportNumbers) => {
    for (const [name, number] of Object.entries(counts)) numbers[`${whose} ${name}`] = number;
  };
  // The id of a new organization is another one each time, and no number that anybody was shown.
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

/** Of one upload, all files together. The server takes a little more, for what a form adds. */
export const uploadLimit = 50_000_000;

type UploadedFile = { path: string; size: number };

/** Why these files may not be sent, by name. */
export function refuseUpload(files: UploadedFile[]): string | undefined {
  const tooLarge = files.find(({ size }) => size > uploadLimit);
  if (tooLarge) return `${tooLarge.path} has ${megabytes(tooLarge.size)}. An upload has at most ${limit}.`;

  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > uploadLimit) return `These files have ${megabytes(size)} together. An upload has at most ${limit}.`;
}

/** Rounded up, so that what is too large never reads as the limit. */
function megabytes(size: number): string {
  return `${Math.ceil(size / 1_000_000).toLocaleString("en-US")} MB`;
}
const limit = megabytes(uploadLimit);

/** The reason of an import where nobody gives another: its first files, and how many more. */
export function defaultReason(paths: string[]): string {
  const named = paths.slice(0, 3);
  const more = paths.length - named.length;
  return shorten(`Import of ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`, 500);
}
