import { rosterColumns } from "@/domain/roster-columns";
import { collapseRosters, type Problems, type Roster, type RosterSet, refuseProblems } from "@/domain/rosters";
import { readCsv } from "./csv";
import { readPeopleJson } from "./json";
import { readPeribolos } from "./peribolos";
import { type Reading, startReading } from "./reading";
import { decodeText } from "./text";

export type RosterFile = { path: string; content: Uint8Array; organization?: string };

/** Reads the files of one call, checked and collapsed: all of them, or a refusal that says what to mend. */
export async function readRosters(files: RosterFile[], options: { organization?: string } = {}): Promise<RosterSet> {
  const problems: Problems = { messages: [], fields: {} };
  if (options.organization && files.length > 1) {
    problems.messages.push("One organization is named for several files. Import one file at a time.");
    refuseProblems(problems);
  }

  const rosters: Roster[] = [];
  for (const { path, content, organization } of files) {
    const { reading, roster } = startReading(path, options.organization || organization || undefined, problems);
    const problemsBefore = problems.messages.length;
    readFile(content, reading);
    rosters.push(roster());
    if (problems.messages.length === problemsBefore && roster().organizations.length === 0) {
      reading.problem("The file names no organization, so it is a roster of none.");
    }
  }
  refuseProblems(problems);
  return collapseRosters(rosters);
}

function readFile(content: Uint8Array, reading: Reading): void {
  const text = decodeText(content, reading);
  if (text === undefined) return;
  if (text.trim() === "") reading.problem("The file is empty.");
  else if (rosterColumns(text)) readCsv(content, reading);
  else if (/^\s*\[/.test(text)) readPeopleJson(text, reading);
  else if (/(?:^|[{,])[ \t]*["']?(?:admins|members|orgs)["']?[ \t]*:/m.test(text)) readPeribolos(text, reading);
  else reading.problem(whyNoRoster(text), 1);
}

function whyNoRoster(text: string): string {
  const [firstLine = ""] = text.trimStart().split(/\r?\n/, 1);
  return (
    `This is no roster. It begins with "${firstLine.slice(0, 100)}". Known are Peribolos YAML ("admins", "members" or ` +
    '"orgs"), CSV separated by commas with a column "login" or "username", and a JSON array of people.'
  );
}
