import { DomainError } from "./errors";
import { shorten } from "./shorten";

/** Where a fact comes from: a file and its line, a git host, a database. */
export type Place = { source: string; line: number | undefined };

/** A place as text. Every message about a source begins with it. */
export function placeIn({ source, line }: Place): string {
  return line === undefined ? source : `${source}:${line}`;
}

const mostProblemsShown = 20;

/** A file with this many problems is wrong as a whole; reading on would find millions of the same. */
const mostProblems = 100;

/** What is wrong with the files of one import. Only the problems that are shown are kept. */
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

/** Throws all problems, one per line, so that a person can fix them in one go. */
export function refuseProblems({ messages, count, fields }: Problems): void {
  if (count === 0) return;
  const hidden = count - messages.length;
  const stopped = count >= mostProblems ? " The rest was not read: correct these first." : "";
  const more = hidden > 0 ? [`… and ${hidden} more.${stopped}`] : [];
  throw new DomainError("invalid_input", [...messages, ...more].join("\n"), fields);
}

/** The message for two rows that contradict each other. */
export function contradiction(row: Place, first: Place, what: string, here: unknown, there: unknown): string {
  const elsewhere = placeIn(first);
  return `${placeIn(row)}: Here ${what} is ${quoted(String(here))}, but in ${elsewhere} it is ${quoted(String(there))}. Keep one.`;
}
