import { setImmediate } from "node:timers/promises";
import { columnKey } from "@/domain/roster-columns";
import type { Reading } from "./reading";
import { readPeopleRow } from "./rows";

const peopleAtOnce = 5_000;

/** An organization's people as GitHub exports them in JSON: an array of objects. Whoever has no login is skipped. */
export async function readPeopleJson(text: string, reading: Reading): Promise<void> {
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
  const lines = linesOfItems(text);
  let isAnyoneNamed = people.length === 0;
  for (const [index, person] of people.entries() as IterableIterator<[number, unknown]>) {
    if (index % peopleAtOnce === 0) await setImmediate();
    const line = lines[index]!;
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

/** The line each item of a JSON array begins in. */
function linesOfItems(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let isItemNext = false;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},\n]|[^\s"[\]{},]+/g)) {
    if (token === "\n") {
      line++;
      continue;
    }
    if (depth === 1 && isItemNext && token !== "]") {
      lines.push(line);
      isItemNext = false;
    }
    if (token === "[" || token === "{") depth++;
    if (token === "]" || token === "}") depth--;
    if (depth === 1 && (token === "," || lines.length === 0)) isItemNext = true;
  }
  return lines;
}
