import { DomainError } from "./errors";
import { isPossibleLogin, loginKey } from "./logins";
import { rosterColumns } from "./roster-columns";

export type RosterRow = {
  file: string;
  line: number;
  organization: string;
  login: string | null;
  serviceId: string | null;
  name: string | null;
  email: string | null;
  role: "admin" | "member";
  isActivated: boolean | null;
  isStudent: boolean | null;
  isBot: boolean | null;
};

/** What one file says. `organizations` are all it is a roster of, those without a row too. */
export type Roster = {
  file: string;
  organizations: string[];
  rows: RosterRow[];
  skippedRows: { count: number; reason: string }[];
};

export type RosterOwner = Pick<RosterRow, "login" | "serviceId" | "name" | "email" | "isStudent" | "isBot">;

/** `organization` and `owner` are places in the arrays of the set. */
export type RosterMembership = Pick<RosterRow, "role" | "isActivated"> & { organization: number; owner: number };

export type RosterSet = {
  organizations: { login: string; file: string }[];
  owners: RosterOwner[];
  memberships: RosterMembership[];
  skippedRows: { file: string; count: number; reason: string }[];
};

const mostProblemsShown = 20;

/** Throws what is wrong with the files, one problem a line, so that a person mends them in one go. */
export function refuseProblems(problems: string[], fields?: Record<string, string[]>): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, mostProblemsShown);
  const hidden = problems.length - shown.length;
  if (hidden > 0) shown.push(`… and ${hidden} more.`);
  throw new DomainError("invalid_input", shown.join("\n"), fields);
}

/** Collapses rows that agree or fill each other's blanks; refuses those that contradict each other, naming both lines. */
export function collapseRosters(rosters: Roster[]): RosterSet {
  const problems: string[] = [];
  const set: RosterSet = { ...collapseOrganizations(rosters, problems), owners: [], memberships: [] };
  refuseProblems(problems);
  return set;
}

function collapseOrganizations(
  rosters: Roster[],
  problems: string[],
): Pick<RosterSet, "organizations" | "skippedRows"> {
  return {
    organizations: [],
    skippedRows:
      problems.length > 0
        ? []
        : rosters.flatMap(({ file, skippedRows }) => skippedRows.map((skipped) => ({ file, ...skipped }))),
  };
}

/** The organization a file is about by its place: the folder of an `org.yaml`, else the file's name; never `org`. */
export function organizationFromPath(path: string): string | undefined {
  const [name = "", folder = ""] = path.split(/[/\\]/).reverse();
  const organization = /^org\.ya?ml$/i.test(name) ? folder : name.replace(/\.[^.]*$/, "");
  return loginKey(organization) !== "org" && isPossibleLogin(organization) ? organization : undefined;
}

/** Whether a file names its organizations itself, told by its first lines. */
export function namesOrganizations(head: string): boolean {
  const columns = rosterColumns(head);
  if (columns) return columns.includes("organization") || columns.includes("memberroles");
  return /^(?:\s*\{)?\s*["']?orgs["']?\s*:/m.test(head);
}

type Shrink = {
  organization: string;
  membersBefore: number;
  membersAfter: number;
  removed: number;
  allowShrink: boolean;
};

/** A roster is complete, so a cut-off file would remove people: why this one is not believed. */
export function refuseShrink(shrink: Shrink): string | undefined {
  const { organization, membersBefore, membersAfter, removed, allowShrink } = shrink;
  if (membersAfter === 0 && membersBefore > 0) {
    return `The roster of ${organization} is empty, and it has ${membersBefore} members. Export it again.`;
  }
  if (membersBefore >= 20 && removed > membersBefore / 2 && !allowShrink) {
    return (
      `The roster of ${organization} would remove ${removed} of its ${membersBefore} members, more than half. ` +
      "If that is right, allow shrinking (--allow-shrink on the command line)."
    );
  }
}
