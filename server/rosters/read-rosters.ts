import { withoutOrganizations } from "@/domain/left-out-rosters";
import { addProblem, quoted, refuseProblems } from "@/domain/problems";
import { rosterColumns } from "@/domain/roster-columns";
import { collapseRosters, type Roster, type RosterSet } from "@/domain/rosters";
import { readCsv } from "./csv";
import { readPeopleJson } from "./json";
import { readPeribolos } from "./peribolos";
import { type Reading, startCall, startReading } from "./reading";
import { decodeText } from "./text";

export type RosterFile = { path: string; content: Uint8Array; organization?: string };

/** Every format here is an export of GitHub, or the console's own CSV, which has no column for the host. */
const serviceOfFiles = "github";

export type ReadingOptions = {
  organization?: string;
  /** Organizations whose rosters are not wanted, whatever the files say of them. */
  leftOut?: readonly string[];
};

/**
 * Reads the files of one call, checked and collapsed: all of them, or a refusal that says what to mend. It holds its
 * thread meanwhile: a server and a command ask `readApart`.
 */
export function readRosters(files: RosterFile[], options: ReadingOptions = {}): RosterSet {
  const call = startCall();
  const { problems } = call;
  if (options.organization && files.length > 1) {
    addProblem(problems, "One organization is named for several files. Import one file at a time.");
    refuseProblems(problems);
  }

  const rosters: Roster[] = [];
  for (const { path, content, organization } of files) {
    const { reading, roster } = startReading(path, options.organization || organization || undefined, call);
    const problemsBefore = problems.count;
    readFile(content, reading);
    const read = roster();
    rosters.push(read);
    const isEmpty = read.organizations.length === 0 && read.plans.length === 0;
    if (problems.count === problemsBefore && isEmpty) {
      reading.problem("The file names no organization, so it is a roster of none.");
    }
  }
  refuseProblems(problems);
  return collapseRosters(serviceOfFiles, withoutOrganizations(rosters, options.leftOut ?? []));
}

/** What a format is told by. Only a header without end is longer. */
const headSize = 64 * 1024;

function readFile(content: Uint8Array, reading: Reading): void {
  const text = decodeText(content, reading);
  if (text === undefined) return;
  if (text.trim() === "") reading.problem("The file is empty.");
  else if (rosterColumns(text.slice(0, headSize))) readCsv(content, reading);
  else if (/^\s*\[/.test(text)) readWhole(text, readPeopleJson, reading);
  else if (/(?:^|[{,])[ \t]*["']?(?:admins|members|orgs)["']?[ \t]*:/m.test(text))
    readWhole(text, readPeribolos, reading);
  else reading.problem(whyNoRoster(text), 1);
}

/** YAML and JSON are held in memory as a tree, many times as large as their text; CSV is read row by row. */
const longestTree = 10_000_000;

function readWhole(text: string, readTree: (text: string, reading: Reading) => void, reading: Reading): void {
  if (text.length <= longestTree) readTree(text, reading);
  else reading.problem("YAML and JSON have at most 10 MB a file. Split it by organization, or import it as CSV.");
}

function whyNoRoster(text: string): string {
  const [firstLine = ""] = text
    .trimStart()
    .slice(0, headSize)
    .split(/[\r\n]/, 1);
  return (
    `This is no roster. It begins with ${quoted(firstLine)}. Known are Peribolos YAML ("admins", "members" or ` +
    '"orgs"), CSV separated by commas with a column "login" or "username", a JSON array of people, and CSV of old plans ' +
    'with "organization" and "plan_seats".'
  );
}
