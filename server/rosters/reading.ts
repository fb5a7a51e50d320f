import { isPossibleLogin, loginKey } from "@/domain/logins";
import type { OrganizationPlanRow } from "@/domain/organization-plans";
import { addProblem, noProblems, placeIn, quoted, refuseProblems } from "@/domain/problems";
import { organizationFromPath, type Roster, type RosterRow } from "@/domain/rosters";
import { shorten } from "@/domain/shorten";
import { hasUnstorableText } from "@/domain/storable-text";

/** One file while it is read: what it said so far, and where its format's reader says so. */
export type Reading = {
  source: string;
  /** The organization of content that names none; a problem where nobody said it. */
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
  problem(message: string, line?: number): void;
};

const possibleId = /^[\w{}-]{1,100}$/;
const longestName = 255;
const longestEmail = 254;
const longestSamlNameId = 256;
const longestMessage = 400;

/** Of one call, all files together: what the memory of a small server holds while they are compared. */
const mostRows = 500_000;

/** Of one call: its preview names each, and is kept, shown and sent as a whole. */
const mostOrganizations = 20_000;

/** The files of one call while they are read: what is wrong with them and how much they hold. */
export type Call = ReturnType<typeof startCall>;

export function startCall() {
  return { problems: noProblems(), rowCount: 0, organizations: new Set<string>() };
}

export function startReading(
  source: string,
  given: string | undefined,
  call: Call,
): { reading: Reading; roster(): Roster } {
  const organizations = new Map<string, Roster["organizations"][number]>();
  const rows: RosterRow[] = [];
  const plans: OrganizationPlanRow[] = [];
  const skipped = new Map<string, number>();

  function problem(message: string, line?: number) {
    addProblem(call.problems, `${placeIn({ source, line })}: ${shorten(message, longestMessage)}`);
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
    const most = mostOrganizations.toLocaleString("en-US");
    problem(`From here on there are more than ${most} organizations. Import fewer at a time.`, line);
    refuseProblems(call.problems);
  }

  function requirePossible(organization: string, line: number | undefined) {
    if (isPossibleLogin(organization)) return;
    problem(`${quoted(organization)} is no organization GitHub could have. Correct its name.`, line);
  }

  function isPossibleText(
    what: string,
    text: string | null,
    mostCharacters: number,
    line: number | undefined,
  ): boolean {
    if (text === null) return true;
    if (text.length > mostCharacters) {
      problem(`The ${what} ${quoted(text)} has more than ${mostCharacters} characters. Shorten it.`, line);
    } else if (hasUnstorableText(text)) {
      problem(`The ${what} has a character that cannot be stored: NUL, or half of one. Remove it.`, line);
    } else {
      return true;
    }
    return false;
  }

  function countRow(line: number | undefined) {
    call.rowCount++;
    if (call.rowCount <= mostRows) return;
    const most = mostRows.toLocaleString("en-US");
    problem(`From here on there are more than ${most} rows. Import fewer organizations at a time.`, line);
    refuseProblems(call.problems);
  }

  function refuseField(message: string) {
    call.problems.fields[`organization of ${source}`] = [message];
    problem(message);
  }

  const reading: Reading = {
    source,
    problem,
    addOrganization,
    unnamedOrganization() {
      const organization = given ?? organizationFromPath(source);
      if (organization !== undefined) {
        addOrganization(organization);
      } else {
        refuseField(
          "Which organization is this the roster of? Name it: --organization, or the file's field on the page.",
        );
      }
      return organization;
    },
    refuseGivenOrganization() {
      if (given === undefined) return;
      refuseField(`The file names its organizations itself. Import it without the organization ${given}.`);
    },
    addRow(row) {
      countRow(row.line);
      if (row.login !== null && !isPossibleLogin(row.login)) {
        problem(`${quoted(row.login)} is no login GitHub could have. Correct it or remove it.`, row.line);
      } else if (row.serviceId !== null && !possibleId.test(row.serviceId)) {
        problem(`${quoted(row.serviceId)} is no id. Correct it or leave it blank.`, row.line);
      } else if (
        isPossibleText("name", row.name, longestName, row.line) &&
        isPossibleText("e-mail", row.email, longestEmail, row.line) &&
        isPossibleText("verified e-mail", row.verifiedEmail, longestEmail, row.line) &&
        isPossibleText("SAML name id", row.samlNameId, longestSamlNameId, row.line)
      ) {
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
      skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    },
  };

  const skippedRows = () => [...skipped].map(([reason, count]) => ({ count, reason }));
  return {
    reading,
    roster: () => ({ source, organizations: [...organizations.values()], rows, plans, skippedRows: skippedRows() }),
  };
}
