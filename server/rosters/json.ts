import { columnKey } from "@/domain/roster-columns";
import type { Reading } from "./reading";
import { readPeopleRow } from "./rows";

/** A person is an object in an array, and what GitHub exports of one is no deeper than a list in it. */
const deepestNesting = 20;

/** An organization's people as GitHub exports them in JSON: an array of objects. Whoever has no login is skipped. */
export function readPeopleJson(text: string, reading: Reading): void {
  const items = scan(text);
  if ("tooDeepAt" in items) {
    reading.problem(`The JSON is nested more than ${deepestNesting} deep. A person is an object.`, items.tooDeepAt);
    return;
  }
  let people: unknown;
  try {
    people = JSON.parse(text);
  } catch (error) {
    reading.problem(`The JSON cannot be read: ${(error as SyntaxError).message}.`);
    return;
  }
  if (!Array.isArray(people)) {
    reading.problem("The JSON is not an array of people.");
    return;
  }

  const organization = reading.unnamedOrganization();
  if (organization === undefined) return;
  let isAnyoneNamed = people.length === 0;
  for (const [index, person] of people.entries() as IterableIterator<[number, unknown]>) {
    const line = items.lines[index]!;
    if (typeof person !== "object" || person === null || Array.isArray(person)) {
      reading.problem("This is no person. A person is an object with a login.", line);
      continue;
    }
    const cells = new Map<string, unknown>(Object.entries(person).map(([name, value]) => [columnKey(name), value]));
    isAnyoneNamed ||= cells.has("login") || cells.has("username");
    const cell = (...columns: string[]) => {
      const column = columns.find((column) => cells.has(column));
      return column === undefined ? "" : readCell(column, cells.get(column), line, reading);
    };
    readPeopleRow({ line, cell }, organization, reading);
  }
  if (!isAnyoneNamed) reading.problem('Nobody in it has a "login" or a "username".');
}

function readCell(column: string, value: unknown, line: number, reading: Reading): string {
  if (value === null) return "";
  if (typeof value !== "object") return String(value);
  reading.problem(`"${column}" is neither text, a number nor true or false. Correct it or leave it out.`, line);
  return "";
}

/** The line each item of a JSON array begins in; or where it is nested too deeply, before a tree is made of it. */
function scan(text: string): { lines: number[] } | { tooDeepAt: number } {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let isInText = false;
  let isItemNext = false;
  for (let position = 0; position < text.length; position++) {
    const character = text[position]!;
    if (character === "\n") line++;
    if (isInText) {
      if (character === "\\") position++;
      else if (character === '"') isInText = false;
      continue;
    }
    if (character === " " || character === "\n" || character === "\r" || character === "\t") continue;
    if (character === "]" || character === "}") {
      depth--;
      continue;
    }
    if (character === ",") {
      isItemNext = depth === 1;
      continue;
    }
    if (isItemNext) lines.push(line);
    isItemNext = false;
    isInText = character === '"';
    if (character !== "[" && character !== "{") continue;
    depth++;
    isItemNext = depth === 1;
    if (depth > deepestNesting) return { tooDeepAt: line };
  }
  return { lines };
}
