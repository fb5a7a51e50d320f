import { isPossibleOrganization, loginKey } from "./logins";
import { collapsePlans, type OrganizationPlan, type OrganizationPlanRow } from "./organization-plans";
import { noProblems, type Place, refuseProblems } from "./problems";
import { namesOrganizationOfRows, rosterHeader } from "./roster-columns";
import { collapseMemberships, type DecidedMembership } from "./roster-memberships";
import { collapseOwners, factsToAgreeOn, type Said } from "./roster-owners";
import type { RosterMembership, RosterOwner, RosterRow } from "./roster-rows";
import type { Service } from "./services";

/** Rows that are skipped for one reason, with the lines of the first ones. */
export type SkippedRows = { count: number; reason: string; lines: number[] };

/**
 * What one source says: a file, a git host or a database. `organizations` has every organization it is a roster of, even
 * without rows; `plans` are not rosters.
 */
export type Roster = {
  source: string;
  organizations: { login: string; line: number | undefined }[];
  rows: RosterRow[];
  plans: OrganizationPlanRow[];
  skippedRows: SkippedRows[];
  /** How many rows a source has that may be one page of a longer list, skipped rows included. */
  pageRowCount?: number | undefined;
};

/**
 * An organization of a set. Its sources may say nothing of roles, or list no admin or nobody at all; whether such a
 * roster is believed is decided where the organization's members are known.
 */
export type RosterOrganization = {
  login: string;
  /** The first of its sources. */
  source: string;
  saysRoles: boolean;
  adminCount: number;
  /** Everyone, admins included. */
  memberCount: number;
};

/** A source with as many rows as one page, or several whole pages, of GitHub's API have: the rest may be missing. */
export type WholePages = { source: string; rowCount: number; organizations: string[] };

/**
 * Where each fact of a set comes from, for refusals that name both places. Rows are numbered through all sources. As
 * numbers alone they go from one thread to another at no cost.
 */
export type RosterSources = {
  names: string[];
  /** For each row, its place in `names`, and its line or 0. */
  sourceOfRow: Uint32Array<ArrayBuffer>;
  lineOfRow: Uint32Array<ArrayBuffer>;
  /** For each owner, fact by fact, the row that said it first. */
  saidBy: Uint32Array<ArrayBuffer>;
  /** For each membership, the row that decided `isActivated`. */
  decidedBy: Uint32Array<ArrayBuffer>;
};

/** Complete rosters of organizations on one git host, from one or more sources. */
export type RosterSet = {
  service: Service;
  organizations: RosterOrganization[];
  owners: RosterOwner[];
  memberships: RosterMembership[];
  plans: ({ organization: string } & OrganizationPlan)[];
  skippedRows: ({ source: string } & SkippedRows)[];
  wholePages: WholePages[];
  sources: RosterSources;
};

/**
 * Unites what all sources say, and refuses contradictions, naming both places. A file carries no date, so sources count
 * in the order of their names, whatever the order they come in.
 */
export function collapseRosters(service: Service, unsorted: Roster[]): RosterSet {
  const rosters = [...unsorted].sort(bySource);
  const problems = noProblems();
  const places = placesOfOrganizations(rosters);
  const rows = rosters.flatMap((roster) => roster.rows);
  const owners = collapseOwners(rows, problems);
  const memberships = collapseMemberships(rows, places, owners.placeOf, problems);
  const plans = collapsePlans(
    rosters.flatMap((roster) => roster.plans),
    problems,
  );
  refuseProblems(problems);

  return {
    service,
    organizations: organizationsFrom(rosters, places, memberships),
    owners: owners.owners,
    memberships: memberships.map(({ decidedBy: _, ...membership }) => membership),
    plans,
    skippedRows: rosters.flatMap(({ source, skippedRows }) => skippedRows.map((skipped) => ({ source, ...skipped }))),
    wholePages: rosters.flatMap(wholePagesOf),
    sources: sourcesOf(rosters, rows, owners.said, memberships),
  };
}

function bySource(one: Roster, other: Roster): number {
  return one.source < other.source ? -1 : Number(one.source > other.source);
}

/** For each organization, by the key of its login, its place in the set. Sources of the same organization are united. */
function placesOfOrganizations(rosters: Roster[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const { login } of rosters.flatMap(({ organizations }) => organizations)) {
    if (!places.has(loginKey(login))) places.set(loginKey(login), places.size);
  }
  return places;
}

function organizationsFrom(
  rosters: Roster[],
  places: Map<string, number>,
  memberships: RosterMembership[],
): RosterOrganization[] {
  const organizations: RosterOrganization[] = [];
  for (const { source, organizations: named } of rosters) {
    for (const { login } of named) {
      const place = places.get(loginKey(login))!;
      organizations[place] ??= { login, source, saysRoles: false, adminCount: 0, memberCount: 0 };
    }
  }
  for (const { organization: place, role } of memberships) {
    const organization = organizations[place]!;
    organization.saysRoles ||= role !== null;
    organization.adminCount += Number(role === "admin");
    organization.memberCount++;
  }
  return organizations;
}

/** GitHub's API gives 30 rows where nobody asks for more, and 100 at most. */
function wholePagesOf({ source, organizations, pageRowCount = 0 }: Roster): WholePages[] {
  const isWhole = pageRowCount > 0 && (pageRowCount === 30 || pageRowCount % 100 === 0);
  return isWhole ? [{ source, rowCount: pageRowCount, organizations: organizations.map(({ login }) => login) }] : [];
}

function sourcesOf(
  rosters: Roster[],
  rows: RosterRow[],
  said: Said[],
  memberships: DecidedMembership[],
): RosterSources {
  const names = [...new Set(rosters.map(({ source }) => source))];
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const numberOf = new Map(rows.map((row, number) => [row, number]));
  const numbersOf = (rows: (RosterRow | undefined)[]) =>
    Uint32Array.from(rows, (row) => (row ? numberOf.get(row)! : 0));
  return {
    names,
    sourceOfRow: Uint32Array.from(rows, ({ source }) => placeOf.get(source)!),
    lineOfRow: Uint32Array.from(rows, ({ line }) => line ?? 0),
    saidBy: numbersOf(said.flatMap((owner) => factsToAgreeOn.map((fact) => owner[fact]))),
    decidedBy: numbersOf(memberships.map(({ decidedBy }) => decidedBy)),
  };
}

export function placeOfRow({ names, sourceOfRow, lineOfRow }: RosterSources, number: number): Place {
  return { source: names[sourceOfRow[number]!]!, line: lineOfRow[number] || undefined };
}

/** The organization that a path names: the folder of an `org.yaml`, as Peribolos has it, but never `org`. */
export function organizationFromPath(path: string): string | undefined {
  const [name = "", folder = ""] = path.split(/[/\\]/).reverse();
  const isNamed = /^org\.ya?ml$/i.test(name) && loginKey(folder) !== "org" && isPossibleOrganization(folder);
  return isNamed ? folder : undefined;
}

/** Words for what a file is. A name of such words and numbers alone is not an organization's. */
const wordsForFiles = new Set(
  (
    "admin admins all api backup collaborators config consumed contributors copy csv current data developers devs " +
    "download employees enterprise export exports file final full github input json latest license licenses list login " +
    "logins member members membership memberships new old org organization organizations orgs output owner owners page " +
    "people peribolos person report result roster rosters seats staff student students team teams test untitled usage " +
    "user users yaml yml"
  ).split(" "),
);

/**
 * The organization that a file's name may mean: `acme.csv`, or `export-acme-1774679438.csv`. It is a guess, which counts
 * only if there is such an organization.
 */
export function guessedOrganization(path: string): string | undefined {
  return organizationOfExport(path) ?? nameOfOrganization(nameFrom(path));
}

/** The organization in the name that GitHub gives its exports: `export-acme-1774679438.csv`. */
export function organizationOfExport(path: string): string | undefined {
  const [, exported = ""] = /^export-(.+)-\d{9,13}$/i.exec(nameFrom(path)) ?? [];
  return nameOfOrganization(exported);
}

/** A file's name without its ending, and without the number that a browser adds to a second download. */
function nameFrom(path: string): string {
  const [file = ""] = path.split(/[/\\]/).reverse();
  return file.replace(/\.[^.]*$/, "").replace(/ ?\(\d{1,3}\)$/, "");
}

function nameOfOrganization(name: string): string | undefined {
  const isOnlyWords = loginKey(name)
    .split("-")
    .every((word) => wordsForFiles.has(word) || /^\d*$/.test(word));
  return isPossibleOrganization(name) && !isOnlyWords ? name : undefined;
}

/** Whether the first lines of a file show that it names its organizations itself. */
export function namesOrganizations(head: string): boolean {
  const header = rosterHeader(head);
  if (header) return namesOrganizationOfRows(header.headers);
  return /^(?:\{\s*)?["']?orgs["']?\s*:/m.test(head) || /"(?:github_com_|github_)member_roles"\s*:/.test(head);
}

/** The number of organizations in a set, including organizations with only an old plan. */
export function countOrganizations({ organizations, plans }: RosterSet): number {
  const rosters = organizations.map(({ login }) => loginKey(login));
  return new Set([...rosters, ...plans.map(({ organization }) => loginKey(organization))]).size;
}

const howToAllow =
  'If that is correct, allow it with "Allow shrinking" on the page or --allow-shrink on the command line.';

type Shrink = {
  organization: string;
  membersBefore: number;
  membersAfter: number;
  removed: number;
  adminsBefore: number;
  adminsAfter: number;
  /** Whether the roster says who is an admin. */
  saysRoles: boolean;
  allowShrink: boolean;
};

/** S16a: a roster is complete, so half of one would remove people. Gives the reason not to trust this one. */
export function refuseShrink(shrink: Shrink): string | undefined {
  const { organization, membersBefore, membersAfter, removed, adminsBefore, adminsAfter, saysRoles } = shrink;
  if (membersAfter === 0 && membersBefore > 0) {
    return `The roster of ${organization} is empty, but the organization has members: ${membersBefore}. Export it again.`;
  }
  if (shrink.allowShrink) return undefined;
  if (saysRoles && adminsAfter === 0 && adminsBefore > 0) {
    return (
      `The roster of ${organization} has no admins, but the organization has: ${adminsBefore}. ` +
      `It may be only half of the roster. Import the admins together with it. ${howToAllow}`
    );
  }
  if (membersBefore >= 20 && removed > membersBefore / 2) {
    return (
      `The roster of ${organization} would remove ${removed} of its ${membersBefore} members, more than half. ` +
      howToAllow
    );
  }
}

/** What to check before an import removes people because of a source that may be a part of a list. */
export function wholePageWarnings(
  wholePages: readonly WholePages[],
  organizations: readonly { login: string; removed: number }[],
): string[] {
  return wholePages.flatMap(({ source, rowCount, organizations: named }) => {
    const keys = new Set(named.map(loginKey));
    const removed = organizations
      .filter(({ login }) => keys.has(loginKey(login)))
      .reduce((sum, organization) => sum + organization.removed, 0);
    if (removed === 0) return [];
    const pages = rowCount <= 100 ? "exactly one page" : "only full pages";
    return [
      `${source}: The file has ${rowCount} rows, ${pages} of GitHub's API, and would remove ${removed} people. ` +
        "If rows are missing, export it again with gh api --paginate.",
    ];
  });
}
