import { withoutOrganizations } from "@/domain/left-out-rosters";
import { loginFrom } from "@/domain/logins";
import { refuseOtherList } from "@/domain/other-lists";
import { addProblem, placeIn, quoted, refuseProblems } from "@/domain/problems";
import { headersIn, rosterHeader } from "@/domain/roster-columns";
import { collapseRosters, organizationFromPath, type Roster, type RosterSet } from "@/domain/rosters";
import { readCsv } from "./csv";
import { readJson } from "./json";
import { readPeribolos } from "./peribolos";
import { type Call, type Reading, startCall, startReading } from "./reading";
import { decode } from "./text";

export type RosterFile = { path: string; content: Uint8Array; organization?: string };

/** Every format here is an export of GitHub, or the console's own CSV, which has no column for the host. */
const serviceOfFiles = "github";

/** Which organizations files belong to that name none. */
export type ReadingOptions = {
  /** Known organizations, by the keys of their logins: a file's name that is one of these names its organization. */
  known?: ReadonlySet<string>;
  /** The organization of every file of the call that names none. */
  organization?: string;
  /** The organization of single files, by path. */
  organizations?: Readonly<Record<string, string>>;
  /** Organizations whose rosters are not wanted, whatever the files say of them. */
  leftOut?: readonly string[];
};

/**
 * Reads the files of one call, checked and collapsed: all of them, or a refusal that says what to correct. It holds its
 * thread meanwhile: a server and a command ask `readApart`.
 */
export function readRosters(files: RosterFile[], options: ReadingOptions = {}): RosterSet {
  const call = startCall();
  const { problems } = call;
  const { known = new Set(), organization: ofCall, organizations = {} } = options;
  // Files in different folders are rosters of different organizations, whatever is said of the other files.
  const isInFolder = new Set(files.map(({ path }) => organizationFromPath(path)).filter(Boolean)).size > 1;
  const rosters: Roster[] = [];
  for (const { path, content, organization } of files) {
    const ofFile = organization || (Object.hasOwn(organizations, path) ? organizations[path] : undefined);
    const unnamed = { ofFile: givenLogin(ofFile), ofCall: givenLogin(ofCall), isInFolder, known };
    const { reading, roster } = startReading(path, unnamed, call);
    const problemsBefore = problems.count;
    readFile(content, reading);
    const read = roster();
    rosters.push(read);
    const isEmpty = read.organizations.length === 0 && read.plans.length === 0;
    if (problems.count === problemsBefore && isEmpty) {
      reading.problem("The file has a header, but no row that names an organization. Export it again.");
    }
  }
  refuseUnused(files, options, call);
  refuseProblems(problems);
  return collapseRosters(serviceOfFiles, withoutOrganizations(rosters, options.leftOut ?? []));
}

/** A field that was left empty names no organization. */
function givenLogin(typed: string | undefined): string | undefined {
  return loginFrom(typed ?? "") || undefined;
}

/** An organization that someone named, and that no file needed, is a misunderstanding. */
function refuseUnused(files: RosterFile[], { organization, organizations = {} }: ReadingOptions, call: Call): void {
  if (call.problems.count > 0) return;
  if (organization && !call.isOrganizationUsed) {
    addProblem(
      call.problems,
      `Every file names its organizations itself. Import them without ${quoted(organization)}.`,
    );
  }
  for (const path of Object.keys(organizations)) {
    if (files.some((file) => file.path === path)) continue;
    addProblem(call.problems, `${placeIn({ source: path, line: undefined })}: No file of this import has this name.`);
  }
}

/** Enough to recognize a format. Only a header without end is longer. */
const headSize = 64 * 1024;

function readFile(content: Uint8Array, reading: Reading): void {
  const decoded = decode(content, reading);
  if (!decoded) return;
  const { text, utf8 } = decoded;
  const head = text.slice(0, headSize);
  const otherList = headersIn(head)
    .map(({ headers }) => refuseOtherList(headers))
    .find(Boolean);
  const header = rosterHeader(head);
  if (text.trim() === "") reading.problem("The file is empty.");
  else if (otherList) reading.problem(otherList);
  else if (header) readCsv(utf8, header, reading);
  else if (isJson(text)) readWhole(text, readJson, reading);
  else if (isPeribolos(text)) readWhole(text, readPeribolos, reading);
  else reading.problem(whyNoRoster(head), 1);
}

/** Flow YAML begins like JSON. */
function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && !/^\s*\{\s*["']?(?:admins|members|orgs)["']?\s*:/.test(text);
}

function isPeribolos(text: string): boolean {
  return /(?:^|[{,])[ \t]*["']?(?:admins|members|orgs)["']?[ \t]*:/m.test(text);
}

/** YAML and JSON are held in memory as a tree, many times as large as their text; CSV is read row by row. */
const longestTree = 10_000_000;

function readWhole(text: string, readTree: (text: string, reading: Reading) => void, reading: Reading): void {
  if (text.length <= longestTree) readTree(text, reading);
  else reading.problem("YAML and JSON have at most 10 MB a file. Split it by organization, or import it as CSV.");
}

function whyNoRoster(head: string): string {
  const [firstLine = ""] = head.trimStart().split(/[\r\n]/, 1);
  return (
    `This is not a roster. It begins with ${quoted(firstLine)}. A roster is a CSV with a column "login" or "username", ` +
    'JSON from GitHub, or Peribolos YAML with "admins", "members" or "orgs".'
  );
}
