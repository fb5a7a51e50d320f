import { DomainError } from "./errors";
import { shorten } from "./shorten";

/** A row of a file, as a message names it. */
type Place = { file: string; line: number };

/** Where a problem is, as every message about it begins. */
export function placeIn(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}:${line}`;
}

const mostProblemsShown = 20;

/** A file with this many problems is wrong as a whole, and reading on would find millions of the same. */
const mostProblems = 100;

/** What is wrong with the files of one call. Only what is shown is kept. */
export type Problems = { messages: string[]; count: number; fields: Record<string, string[]> };

export function noProblems(): Problems {
  return { messages: [], count: 0, fields: {} };
}

/** Notes a problem; throws all of them once they are too many to read on. */
export function addProblem(problems: Problems, message: string): void {
  if (problems.count < mostProblemsShown) problems.messages.push(message);
  problems.count++;
  if (problems.count === mostProblems) refuseProblems(problems);
}

/** A value as a message quotes it. */
export function quoted(value: string): string {
  return `"${shorten(value, 60)}"`;
}

/** Throws what is wrong with the files, one problem a line, so that a person mends them in one go. */
export function refuseProblems({ messages, count, fields }: Problems): void {
  if (count === 0) return;
  const hidden = count - messages.length;
  const stopped = count >= mostProblems ? " The rest was not read: correct these first." : "";
  const more = hidden > 0 ? [`… and ${hidden} more.${stopped}`] : [];
  throw new DomainError("invalid_input", [...messages, ...more].join("\n"), fields);
}

/** What two rows say of one thing, where only one can be right. */
export function contradiction(row: Place, first: Place, what: string, here: unknown, there: unknown): string {
  const elsewhere = placeIn(first.file, first.line);
  return `${placeIn(row.file, row.line)}: Here ${what} is ${quoted(String(here))}, in ${elsewhere} it is ${quoted(String(there))}. Keep one.`;
}
