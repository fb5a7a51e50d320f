import { Composer, type CST, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, Parser, type YAMLMap } from "yaml";
import { loginKey } from "@/domain/logins";
import { quoted } from "@/domain/problems";
import { unsaid } from "@/domain/rosters";
import type { Reading } from "./reading";

const deepestNesting = 100;

/** Of one file, about 100,000 logins: each is six lexemes where it is indented, and each lexeme half a kilobyte of tree. */
const mostLexemes = 600_000;

/** Peribolos in both its forms: one organization a file, or a map `orgs`. */
export function readPeribolos(text: string, reading: Reading): void {
  const lineCounter = new LineCounter();
  const lineOf = (node: unknown) => lineCounter.linePos((node as Node | null)?.range?.[0] ?? 0).line;

  const root = parse(text, lineCounter, reading);
  if (!root) return;
  refuseRepeated(root, (key) => ["orgs", "admins", "members"].includes(key));

  const organizations = root.get("orgs", true) as unknown;
  if (organizations === undefined) {
    const organization = reading.unnamedOrganization();
    if (organization !== undefined) readOrganization(root, organization);
    return;
  }

  reading.refuseGivenOrganization();
  if (!isMap(organizations)) {
    reading.problem('"orgs" is not a map from organizations to their members.', lineOf(organizations));
    return;
  }
  refuseRepeated(organizations, () => true);
  for (const { key, value } of organizations.items) {
    const organization = isScalar(key) ? String(key.value) : "";
    reading.addOrganization(organization, lineOf(key));
    if (isMap(value)) {
      refuseRepeated(value, (key) => ["admins", "members"].includes(key));
      readOrganization(value, organization, lineOf(key));
    } else reading.problem(`${quoted(organization)} has neither "admins" nor "members".`, lineOf(key));
  }

  function readOrganization(map: YAMLMap, organization: string, line?: number) {
    if (!map.has("admins") && !map.has("members")) {
      reading.problem(`${quoted(organization)} has neither "admins" nor "members".`, line);
    }
    readLogins(map.get("admins", true), organization, "admin");
    readLogins(map.get("members", true), organization, "member");
  }

  /** The parser's own check compares each key with each. */
  function refuseRepeated(map: YAMLMap, isRead: (key: string) => boolean) {
    const seen = new Set<string>();
    for (const { key } of map.items) {
      const name = isScalar(key) ? String(key.value) : "";
      if (!isRead(name)) continue;
      if (seen.has(loginKey(name))) reading.problem(`${quoted(name)} is there twice. Keep one.`, lineOf(key));
      seen.add(loginKey(name));
    }
  }

  function readLogins(list: unknown, organization: string, role: "admin" | "member") {
    if (list === undefined || isBlank(list)) return;
    if (!isSeq(list)) {
      reading.problem(`"${role}s" is not a list of logins. Write them out, one a line.`, lineOf(list));
      return;
    }
    for (const item of list.items) {
      const line = lineOf(item);
      if (!isScalar(item)) reading.problem("This is not a login. Write logins out, one a line.", line);
      else reading.addRow({ ...unsaid, source: reading.source, line, organization, login: String(item.value), role });
    }
  }
}

function isBlank(list: unknown): boolean {
  return isScalar(list) && list.type === "PLAIN" && ["", "~", "null"].includes(String(list.value));
}

/** Every scalar stays the string it is written as, and no alias is followed. */
function parse(text: string, lineCounter: LineCounter, reading: Reading): YAMLMap | undefined {
  const parser = new Parser(lineCounter.addNewLine);
  const lineHere = () => lineCounter.linePos(parser.offset).line;
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  lineCounter.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    lexemes++;
    if (lexemes > mostLexemes) {
      reading.problem("The YAML is too long from here on. Split it by organization, or import it as CSV.", lineHere());
      return undefined;
    }
    // Composing goes down by recursion; nesting without end would end the whole process.
    if (parser.stack.length > deepestNesting) {
      reading.problem("The YAML is nested too deeply.", lineHere());
      return undefined;
    }
  }
  tokens.push(...parser.end());

  const { document, second } = compose(tokens);
  for (const { message, pos } of document?.errors ?? []) {
    reading.problem(`The YAML cannot be read: ${message}.`, lineCounter.linePos(pos[0]).line);
  }
  if (second) {
    reading.problem("This is a second YAML document. Keep one a file.", lineCounter.linePos(second.range[0]).line);
  }
  if (!document || document.errors.length > 0 || second) return undefined;
  if (isMap(document.contents)) return document.contents;
  reading.problem('The YAML is not a map with "admins" and "members", or with "orgs".');
}

/** Of half a million commas each is an error, and to note where in the program it arose would be most of its cost. */
function compose(tokens: CST.Token[]) {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const [document, second] = new Composer({ schema: "failsafe", uniqueKeys: false }).compose(tokens);
    return { document, second };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
