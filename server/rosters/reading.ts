import { formatNumber } from "@/domain/format";
import { isPossibleOrganization, loginKey } from "@/domain/logins";
import type { OrganizationPlanRow } from "@/domain/organization-plans";
import { addProblem, noProblems, placeIn, quoted, refuseProblems } from "@/domain/problems";
import type { RosterRow } from "@/domain/roster-rows";
import { guessedOrganization, organizationFromPath, type Roster, type SkippedRows } from "@/domain/rosters";
import { refuseRow } from "./refuse-row";

/** One file while it is read: what it said so far, and where its format's reader says so. */
export type Reading = {
  source: string;
  /** The organization of content that names none; a problem, once, where nobody said it. */
  unnamedOrganization(): string | undefined;
  /** For content that names its organizations: a problem where somebody else named one too. */
  refuseGivenOrganization(): void;
  /** An organization whose roster this is, if nobody is in it too. */
  addOrganization(login: string, line?: number): void;
  addRow(row: RosterRow): void;
  addPlan(row: OrganizationPlanRow): void;
  skipRow(reason: string, line: number): void;
  /** A row that says nothing costs time like any other. */
  countRow(line: number | undefined): void;
  /** The file has this many people, and may be one page of a longer list. */
  setPageRowCount(count: number): void;
  problem(message: string, line?: number): void;
};

/** Of one call, all files together: what the memory of a small server holds while they are compared. */
const mostRows = 500_000;

/** Of one call: its preview names each, and is kept, shown and sent as a whole. */
const mostOrganizations = 20_000;

/** The files of one call while they are read: what is wrong with them and how much they hold. */
export type Call = ReturnType<typeof startCall>;

export function startCall() {
  return { problems: noProblems(), rowCount: 0, organizations: new Set<string>(), isOrganizationUsed: false };
}

/** The organization of a file that names none: said of this file, said of all such files, or known and in its name. */
export type UnnamedOrganization = {
  ofFile: string | undefined;
  ofCall: string | undefined;
  /** Whether the folder of an `org.yaml` counts before what is said of all files. */
  isInFolder: boolean;
  known: ReadonlySet<string>;
};

/** Of rows that are skipped for one reason, as many as someone would look up. */
const mostLines = 50;

export function startReading(
  source: string,
  unnamed: UnnamedOrganization,
  call: Call,
): { reading: Reading; roster(): Roster } {
  const organizations = new Map<string, Roster["organizations"][number]>();
  const rows: RosterRow[] = [];
  const plans: OrganizationPlanRow[] = [];
  const skipped = new Map<string, SkippedRows>();
  let pageRowCount: number | undefined;
  let isAsked = false;

  function problem(message: string, line?: number) {
    addProblem(call.problems, `${placeIn({ source, line })}: ${message}`);
  }

  function addOrganization(login: string, line?: number) {
    if (organizations.has(loginKey(login))) return;
    organizations.set(loginKey(login), { login, line });
    countOrganization(login, line);
  }

  function countOrganization(login: string, line: number | undefined) {
    requirePossible(login, line);
    call.organizations.add(loginKey(login));
    if (call.organizations.size <= mostOrganizations) return;
    const most = formatNumber(mostOrganizations);
    problem(`From here on there are more than ${most} organizations. Import fewer at a time.`, line);
    refuseProblems(call.problems);
  }

  function requirePossible(organization: string, line: number | undefined) {
    if (isPossibleOrganization(organization)) return;
    const rule = "A name has letters, digits and hyphens, and at most 39 characters.";
    problem(`${quoted(organization)} cannot be a GitHub organization. ${rule} Correct it.`, line);
  }

  function countRow(line: number | undefined) {
    call.rowCount++;
    if (call.rowCount <= mostRows) return;
    const most = formatNumber(mostRows);
    problem(`From here on there are more than ${most} rows. Import fewer organizations at a time.`, line);
    refuseProblems(call.problems);
  }

  function refuseField(message: string) {
    call.problems.fields[`organization of ${source}`] = [message];
    problem(message);
  }

  function guess(): string | undefined {
    const guessed = guessedOrganization(source);
    return guessed !== undefined && unnamed.known.has(loginKey(guessed)) ? guessed : undefined;
  }

  function organizationFromFolder(): string | undefined {
    return unnamed.isInFolder ? organizationFromPath(source) : undefined;
  }

  function organizationOfCall(): string | undefined {
    call.isOrganizationUsed ||= unnamed.ofCall !== undefined;
    return unnamed.ofCall;
  }

  const reading: Reading = {
    source,
    problem,
    addOrganization,
    unnamedOrganization() {
      const said = unnamed.ofFile ?? organizationFromFolder() ?? organizationOfCall();
      const organization = said ?? organizationFromPath(source) ?? guess();
      if (organization !== undefined) {
        addOrganization(organization);
      } else if (!isAsked) {
        isAsked = true;
        refuseField(
          "The file does not say which organization it is the roster of. On the page, enter it in the file's field. " +
            "On the command line, add --organization LOGIN, or --organization FILE=LOGIN for one of several files.",
        );
      }
      return organization;
    },
    refuseGivenOrganization() {
      if (unnamed.ofFile === undefined) return;
      refuseField(`The file names its organizations itself. Import it without ${quoted(unnamed.ofFile)}.`);
    },
    addRow(row) {
      countRow(row.line);
      const refusal = refuseRow(row);
      if (refusal) {
        problem(refusal, row.line);
      } else {
        addOrganization(row.organization, row.line);
        rows.push(row);
      }
    },
    addPlan(row) {
      countRow(row.line);
      countOrganization(row.organization, row.line);
      plans.push(row);
    },
    countRow,
    skipRow(reason, line) {
      countRow(line);
      const { count, lines } = skipped.get(reason) ?? { count: 0, lines: [] };
      skipped.set(reason, { reason, count: count + 1, lines: lines.length < mostLines ? [...lines, line] : lines });
    },
    setPageRowCount(count) {
      pageRowCount = count;
    },
  };

  return {
    reading,
    roster: () => ({
      ...{
        source,
        organizations: [...organizations.values()],
        rows,
        plans,
        skippedRows: [...skipped.values()],
        pageRowCount,
      },
    }),
  };
}
