import { Composer, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, Parser, type YAMLMap } from "yaml";
import type { Reading } from "./reading";

const deepestNesting = 100;

/** Peribolos in both its forms: one organization a file, or a map `orgs`. */
export function readPeribolos(text: string, reading: Reading): void {
  const lineCounter = new LineCounter();
  const lineOf = (node: unknown) => lineCounter.linePos((node as Node | null)?.range?.[0] ?? 0).line;

  const root = parse(text, lineCounter, reading);
  if (!root) return;

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
  for (const { key, value } of organizations.items) {
    const organization = isScalar(key) ? String(key.value) : "";
    reading.addOrganization(organization, lineOf(key));
    if (isMap(value)) readOrganization(value, organization, lineOf(key));
    else reading.problem(`${organization} has neither "admins" nor "members".`, lineOf(key));
  }

  function readOrganization(map: YAMLMap, organization: string, line?: number) {
    if (!map.has("admins") && !map.has("members")) {
      reading.problem(`${organization} has neither "admins" nor "members".`, line);
    }
    readLogins(map.get("admins", true), organization, "admin");
    readLogins(map.get("members", true), organization, "member");
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
      else reading.addRow({ ...unsaid, file: reading.file, line, organization, login: String(item.value), role });
    }
  }
}

const unsaid = { serviceId: null, name: null, email: null, isActivated: null, isStudent: null, isBot: null };

function isBlank(list: unknown): boolean {
  return isScalar(list) && list.type === "PLAIN" && ["", "~", "null"].includes(String(list.value));
}

/** Every scalar stays the string it is written as, and no alias is followed. */
function parse(text: string, lineCounter: LineCounter, reading: Reading): YAMLMap | undefined {
  const parser = new Parser(lineCounter.addNewLine);
  const tokens = [];
  lineCounter.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // Composing goes down by recursion; nesting without end would end the whole process.
    if (parser.stack.length > deepestNesting) {
      reading.problem("The YAML is nested too deeply.", lineCounter.linePos(parser.offset).line);
      return undefined;
    }
  }
  tokens.push(...parser.end());

  const [document, second] = new Composer({ schema: "failsafe" }).compose(tokens);
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
