import type { RosterSet } from "./rosters";
import type { GrantRefusal } from "./seats";

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
};

/** What an import does to the seats of one account. `usedBefore` is before its facts and its grants. */
export type ImportedAccount = {
  id: string;
  name: string;
  usedBefore: number;
  usedAfter: number;
  total: number;
  over: number;
  refusal: GrantRefusal | undefined;
};

/** A login that was another owner's: two rows turned out to be one. */
export type JoinedOwner = {
  login: string;
  intoLogin: string;
  userId: number;
  intoUserId: number;
  isPersonGone: boolean;
};

/** A login that went to someone else, or that its owner changed. */
export type RenamedOwner = { from: string; to: string | null };

/** A mark that staff set and the roster contradicts. */
export type KeptMark = { login: string; mark: "student" | "bot"; value: boolean };

/** All that an import does, as its preview, its result and the command tell it. */
export type ImportOutcome = {
  organizations: ImportedOrganization[];
  accounts: ImportedAccount[];
  keptMarks: KeptMark[];
  renamed: RenamedOwner[];
  joined: JoinedOwner[];
  skippedRows: RosterSet["skippedRows"];
};

export function isUnchanged(organization: ImportedOrganization): boolean {
  const { added, removed, activated, deactivated, rolesChanged, peopleUpdated } = organization;
  return added + removed + activated + deactivated + rolesChanged + peopleUpdated === 0;
}

/** Every number a preview shows, by name, for its confirmation to carry along. */
export function importNumbers(outcome: {
  organizations: ImportedOrganization[];
  accounts: ImportedAccount[];
}): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const organization of outcome.organizations) {
    const { login, membersBefore, membersAfter, added, removed, activated, deactivated } = organization;
    Object.entries({ membersBefore, membersAfter, added, removed, activated, deactivated }).forEach(
      ([name, number]) => {
        numbers[`${login} ${name}`] = number;
      },
    );
  }
  for (const { id, usedBefore, usedAfter, total } of outcome.accounts) {
    Object.entries({ usedBefore, usedAfter, total }).forEach(([name, number]) => {
      numbers[`${id} ${name}`] = number;
    });
  }
  return numbers;
}
