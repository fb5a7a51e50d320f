import { asciiLower } from "./ascii";
import { latest } from "./last-seen";
import { isPossibleLogin, loginKey } from "./logins";
import type { MembershipRole } from "./memberships";
import { collapsePlans, type OrganizationPlan, type OrganizationPlanRow } from "./organization-plans";
import { addProblem, contradiction, noProblems, type Place, type Problems, placeIn, refuseProblems } from "./problems";
import { rosterColumns } from "./roster-columns";
import type { Service } from "./services";

export type RosterRow = Place & {
  organization: string;
  login: string | null;
  serviceId: string | null;
  name: string | null;
  email: string | null;
  /** Evidence that two logins are one person: an e-mail verified by the git host, a name at an identity provider. */
  verifiedEmail: string | null;
  samlNameId: string | null;
  /** Null if the source does not say. A new member is then a plain member, and a known member keeps their role. */
  role: MembershipRole | null;
  isActivated: boolean | null;
  isStudent: boolean | null;
  isBot: boolean | null;
  /** When the login was last seen in the organization. */
  lastSeenAt: Date | null;
};

/** The facts of a row whose source has only the login. */
export const unsaid = {
  serviceId: null,
  name: null,
  email: null,
  verifiedEmail: null,
  samlNameId: null,
  isActivated: null,
  isStudent: null,
  isBot: null,
  lastSeenAt: null,
} satisfies Partial<RosterRow>;

/**
 * What one source says: a file, a git host or a database. `organizations` has every organization it is a roster of, even
 * without rows; `plans` are not rosters.
 */
export type Roster = {
  source: string;
  organizations: { login: string; line: number | undefined }[];
  rows: RosterRow[];
  plans: OrganizationPlanRow[];
  skippedRows: { count: number; reason: string }[];
};

export type RosterOwner = Pick<RosterRow, Fact>;

/** `organization` and `owner` are indexes into the set's arrays. */
export type RosterMembership = Pick<RosterRow, "role" | "isActivated" | "lastSeenAt"> & {
  organization: number;
  owner: number;
};

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
  organizations: { login: string; source: string }[];
  owners: RosterOwner[];
  memberships: RosterMembership[];
  plans: ({ organization: string } & OrganizationPlan)[];
  skippedRows: { source: string; count: number; reason: string }[];
  sources: RosterSources;
};

/** Merges rows that agree or fill each other's blanks, and refuses contradictions, naming both places. */
export function collapseRosters(service: Service, rosters: Roster[]): RosterSet {
  const problems = noProblems();
  const organizations = collapseOrganizations(rosters, problems);
  const rows = rosters.flatMap((roster) => roster.rows);
  const owners = collapseOwners(rows, problems);
  const memberships = collapseMemberships(rows, organizations, owners, problems);
  const plans = collapsePlans(
    rosters.flatMap((roster) => roster.plans),
    problems,
  );
  refuseProblems(problems);

  return {
    service,
    organizations: [...organizations.values()].map(({ login, source }) => ({ login, source })),
    owners: owners.said.map(ownerFrom),
    memberships: memberships.map(({ decidedBy: _, ...membership }) => membership),
    plans,
    skippedRows: rosters.flatMap(({ source, skippedRows }) => skippedRows.map((skipped) => ({ source, ...skipped }))),
    sources: sourcesOf(rosters, rows, owners.said, memberships),
  };
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

function placeOfRow({ names, sourceOfRow, lineOfRow }: RosterSources, number: number): Place {
  return { source: names[sourceOfRow[number]!]!, line: lineOfRow[number] || undefined };
}

type Organizations = Map<string, { place: number; login: string; source: string; roster: Roster }>;

function collapseOrganizations(rosters: Roster[], problems: Problems): Organizations {
  const organizations: Organizations = new Map();
  for (const roster of rosters) {
    const { source } = roster;
    for (const { login, line } of roster.organizations) {
      const known = organizations.get(loginKey(login));
      if (!known) {
        organizations.set(loginKey(login), { place: organizations.size, login, source, roster });
      } else if (known.roster !== roster) {
        addProblem(
          problems,
          `${placeIn({ source, line })}: ${login} is also in ${known.source}. Put its roster in one file.`,
        );
      }
    }
  }
  return organizations;
}

const factWords = {
  login: "login",
  serviceId: "id",
  name: "name",
  email: "e-mail",
  verifiedEmail: "verified e-mail",
  samlNameId: "SAML name id",
  isStudent: "student",
  isBot: "bot",
};
type Fact = keyof typeof factWords;

/** What a refusal needs of a row that says something about an owner. */
type Source = Pick<RosterRow, Fact> & Place;

/** For each fact about an owner, the row that said it first. */
type SaidBy<Row> = { [fact in Fact]?: Row };
type Said = SaidBy<RosterRow> & { joinedTo?: Said };
type DecidedMembership = RosterMembership & { decidedBy: RosterRow };

/** Facts that all rows about one owner must agree on, once it is known that they are about one owner. */
const factsToAgreeOn = ["name", "email", "verifiedEmail", "samlNameId", "isStudent", "isBot"] as const;
const factsWithoutCase: Fact[] = ["login", "email", "verifiedEmail"];

function collapseOwners(rows: RosterRow[], problems: Problems): { said: Said[]; placeOf: (number | undefined)[] } {
  const identify = identifier(problems);
  // A later row may join two owners, so facts are compared after all rows are read.
  const saidOf = rows.map(identify);
  const places = new Map<Said, number>();
  const placeOf = saidOf.map((identified, index) => {
    if (!identified) return undefined;
    const said = identified.joinedTo ?? identified;
    for (const fact of factsToAgreeOn) agrees(said, fact, rows[index]!, problems);
    if (!places.has(said)) places.set(said, places.size);
    return places.get(said);
  });
  return { said: [...places.keys()], placeOf };
}

/** Finds the owner of a row by service id if it has one, else by login. A row with both connects the two. */
function identifier(problems: Problems): (row: RosterRow) => Said | undefined {
  const byLogin = new Map<string, Said>();
  const byServiceId = new Map<string, Said>();

  return (row) => {
    const named = row.login === null ? undefined : byLogin.get(loginKey(row.login));
    const numbered = row.serviceId === null ? undefined : byServiceId.get(row.serviceId);
    if (named && numbered && named !== numbered && !named.serviceId && !numbered.login) {
      named.joinedTo = numbered;
      numbered.login = named.login;
    }

    // If a row points to two owners, it contradicts the one that already has what the row would give the other.
    const isContradictingNamed = named?.serviceId && !numbered?.login;
    const said = (isContradictingNamed ? named : (numbered ?? named)) ?? {};
    if (!agrees(said, "login", row, problems) || !agrees(said, "serviceId", row, problems)) return undefined;
    if (row.login !== null) byLogin.set(loginKey(row.login), said);
    if (row.serviceId !== null) byServiceId.set(row.serviceId, said);
    return said;
  };
}

function agrees<Row extends Source>(said: SaidBy<Row>, fact: Fact, row: Row, problems: Problems): boolean {
  if (row[fact] === null) return true;
  const first = said[fact];
  if (!first) said[fact] = row;
  if (!first || first[fact] === row[fact] || comparable(fact, first) === comparable(fact, row)) return true;
  const whose = fact === "login" ? `id ${row.serviceId}` : (row.login ?? `id ${row.serviceId}`);
  addProblem(problems, contradiction(row, first, `the ${factWords[fact]} of ${whose}`, row[fact], first[fact]));
  return false;
}

function comparable(fact: Fact, row: Source): string {
  const text = String(row[fact]);
  return factsWithoutCase.includes(fact) ? asciiLower(text) : text;
}

function ownerFrom(said: Said): RosterOwner {
  return {
    login: said.login?.login ?? null,
    serviceId: said.serviceId?.serviceId ?? null,
    name: said.name?.name ?? null,
    email: said.email?.email ?? null,
    verifiedEmail: said.verifiedEmail?.verifiedEmail ?? null,
    samlNameId: said.samlNameId?.samlNameId ?? null,
    isStudent: said.isStudent?.isStudent ?? null,
    isBot: said.isBot?.isBot ?? null,
  };
}

function collapseMemberships(
  rows: RosterRow[],
  organizations: Organizations,
  { placeOf }: ReturnType<typeof collapseOwners>,
  problems: Problems,
): DecidedMembership[] {
  const byOrganization = [...organizations].map(() => new Map<number, DecidedMembership>());

  rows.forEach((row, index) => {
    const owner = placeOf[index];
    if (owner === undefined) return;
    const organization = organizations.get(loginKey(row.organization))!.place;
    const members = byOrganization[organization]!;
    const known = members.get(owner);
    if (!known) {
      const { role, isActivated, lastSeenAt } = row;
      members.set(owner, { organization, owner, role, isActivated, lastSeenAt, decidedBy: row });
      return;
    }
    known.role = row.role === "admin" ? "admin" : (known.role ?? row.role);
    known.lastSeenAt = latest(known.lastSeenAt, row.lastSeenAt);
    if (known.isActivated === null) {
      known.isActivated = row.isActivated;
      known.decidedBy = row;
    } else {
      agreesOnActivation(known.decidedBy, row, problems);
    }
  });

  return byOrganization.flatMap((members) => [...members.values()]);
}

type Activation = Pick<RosterRow, "organization" | "login" | "serviceId" | "isActivated"> & Place;

function agreesOnActivation(first: Activation, row: Activation, problems: Problems): void {
  if (first.isActivated === null || row.isActivated === null || first.isActivated === row.isActivated) return;
  const what = `activated of ${row.login ?? `id ${row.serviceId}`} in ${row.organization}`;
  addProblem(problems, contradiction(row, first, what, row.isActivated, first.isActivated));
}

/**
 * A row with an id and a row with a login may be about one stored owner, which the files alone do not show. `twins` has
 * the indexes of such owners in the set. Refuses contradictions between them, as if one row had connected them.
 */
export function refuseContradictingTwins(rosters: RosterSet, twins: number[][]): void {
  const { organizations, owners, memberships, sources } = rosters;
  const problems = noProblems();
  const twinOf = new Map<number, number>();
  for (const places of twins) {
    const said: SaidBy<Source> = {};
    for (const place of places) {
      twinOf.set(place, places[0]!);
      const owner = owners[place]!;
      factsToAgreeOn.forEach((fact, index) => {
        const number = sources.saidBy[place * factsToAgreeOn.length + index]!;
        agrees(said, fact, { ...owner, ...placeOfRow(sources, number) }, problems);
      });
    }
  }

  const deciding = new Map<string, Activation>();
  memberships.forEach(({ organization, owner, isActivated }, index) => {
    if (isActivated === null || !twinOf.has(owner)) return;
    const { login, serviceId } = owners[owner]!;
    const activation = {
      ...placeOfRow(sources, sources.decidedBy[index]!),
      ...{ organization: organizations[organization]!.login, login, serviceId, isActivated },
    };
    const membership = `${organization} ${twinOf.get(owner)}`;
    const first = deciding.get(membership);
    if (first) agreesOnActivation(first, activation, problems);
    else deciding.set(membership, activation);
  });
  refuseProblems(problems);
}

/** The organization that a file's path suggests: the folder of an `org.yaml`, else the file's name, but never `org`. */
export function organizationFromPath(path: string): string | undefined {
  const [name = "", folder = ""] = path.split(/[/\\]/).reverse();
  const organization = /^org\.ya?ml$/i.test(name) ? folder : name.replace(/\.[^.]*$/, "");
  return loginKey(organization) !== "org" && isPossibleLogin(organization) ? organization : undefined;
}

/** Whether the first lines of a file show that it names its organizations itself. */
export function namesOrganizations(head: string): boolean {
  const columns = rosterColumns(head);
  if (columns) return columns.includes("organization") || columns.includes("memberroles");
  return /^(?:\{\s*)?["']?orgs["']?\s*:/m.test(head);
}

/** The number of organizations in a set, including organizations with only an old plan. */
export function countOrganizations({ organizations, plans }: RosterSet): number {
  const rosters = organizations.map(({ login }) => loginKey(login));
  return new Set([...rosters, ...plans.map(({ organization }) => loginKey(organization))]).size;
}

type Shrink = {
  organization: string;
  membersBefore: number;
  membersAfter: number;
  removed: number;
  allowShrink: boolean;
};

/** A roster is complete, so a truncated file would remove people. Gives the reason not to trust this one. */
export function refuseShrink(shrink: Shrink): string | undefined {
  const { organization, membersBefore, membersAfter, removed, allowShrink } = shrink;
  if (membersAfter === 0 && membersBefore > 0) {
    return `The roster of ${organization} is empty, but the organization has members: ${membersBefore}. Export it again.`;
  }
  if (membersBefore >= 20 && removed > membersBefore / 2 && !allowShrink) {
    return (
      `The roster of ${organization} would remove ${removed} of its ${membersBefore} members, more than half. ` +
      'If that is correct, allow it with "Allow shrinking" on the page or --allow-shrink on the command line.'
    );
  }
}
