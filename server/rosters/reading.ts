import { isPossibleLogin, loginKey } from "@/domain/logins";
import { organizationFromPath, type Problems, placeIn, type Roster, type RosterRow } from "@/domain/rosters";

/** One file while it is read: what it said so far, and where its format's reader says so. */
export type Reading = {
  file: string;
  /** The organization of content that names none; a problem where nobody said it. */
  unnamedOrganization(): string | undefined;
  /** For content that names its organizations: a problem where somebody else named one too. */
  refuseGivenOrganization(): void;
  /** An organization whose roster this is, if nobody is in it too. */
  addOrganization(login: string, line?: number): void;
  addRow(row: RosterRow): void;
  skipRow(reason: string): void;
  problem(message: string, line?: number): void;
};

const possibleId = /^[\w{}-]{1,100}$/;

export function startReading(
  file: string,
  given: string | undefined,
  problems: Problems,
): { reading: Reading; roster(): Roster } {
  const organizations = new Map<string, Roster["organizations"][number]>();
  const rows: RosterRow[] = [];
  const skipped = new Map<string, number>();

  function problem(message: string, line?: number) {
    problems.messages.push(`${placeIn(file, line)}: ${message}`);
  }

  function addOrganization(login: string, line?: number) {
    if (organizations.has(loginKey(login))) return;
    organizations.set(loginKey(login), { login, line });
    if (!isPossibleLogin(login)) problem(`"${login}" is no organization GitHub could have. Correct its name.`, line);
  }

  function refuseField(message: string) {
    problem(message);
    problems.fields[`organization of ${file}`] = [message];
  }

  const reading: Reading = {
    file,
    problem,
    addOrganization,
    unnamedOrganization() {
      const organization = given ?? organizationFromPath(file);
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
      if (row.login !== null && !isPossibleLogin(row.login)) {
        problem(`"${row.login}" is no login GitHub could have. Correct it or remove it.`, row.line);
      } else if (row.serviceId !== null && !possibleId.test(row.serviceId)) {
        problem(`"${row.serviceId}" is no id. Correct it or leave it blank.`, row.line);
      } else {
        addOrganization(row.organization, row.line);
        rows.push(row);
      }
    },
    skipRow(reason) {
      skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    },
  };

  const skippedRows = () => [...skipped].map(([reason, count]) => ({ count, reason }));
  return {
    reading,
    roster: () => ({ file, organizations: [...organizations.values()], rows, skippedRows: skippedRows() }),
  };
}
