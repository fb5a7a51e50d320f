import { DomainError } from "./errors";
import { showInvisible } from "./invisible";
import { shorten } from "./shorten";

/** Where a fact comes from: a file and its line, a git host, a database. */
export type Place = { source: string; line: number | undefined };

/** Longer paths keep their end, which has the file's name. */
const longestSource = 80;

/** A place as text. Every message about a source begins with it. */
export function placeIn({ source, line }: Place): string {
  const shown = source.length > longestSource ? `…${source.slice(1 - longestSource)}` : source;
  return line === undefined ? shown : `${shown}:${line}`;
}

const mostProblemsShown = 20;

/** A file with this many problems is wrong as a whole; reading on would find millions of the same. */
const mostProblems = 100;

const longestMessage = 300;

/** What is wrong with the files of one import. Only the problems that are shown are kept. */
export type Problems = { messages: string[]; count: number; fields: Record<string, string[]> };

export function noProblems(): Problems {
  return { messages: [], count: 0, fields: {} };
}

/** Notes a problem; throws all of them once they are too many to read on. */
export function addProblem(problems: Problems, message: string): void {
  if (problems.count < mostProblemsShown) problems.messages.push(shorten(message, longestMessage));
  problems.count++;
  if (problems.count === mostProblems) refuseProblems(problems);
}

const longestValue = 60;

/** A value as a message quotes it. Invisible characters are shown by their code points. */
export function quoted(value: string, mostCharacters = longestValue): string {
  return `"${shorten(showInvisible(shorten(value, mostCharacters)), mostCharacters)}"`;
}

/** Throws all problems, one per line, so that a person can fix them in one go. */
export function refuseProblems({ messages, count, fields }: Problems): void {
  if (count === 0) return;
  const hidden = count - messages.length;
  const stopped = count >= mostProblems ? " The rest was not read: correct these first." : "";
  const more = hidden > 0 ? [`… and ${hidden} more.${stopped}`] : [];
  throw new DomainError("invalid_input", [...messages, ...more].join("\n"), fields);
}

/** Two values and two places must fit into one message. */
const longestOfTwoValues = 30;

/** The message for two rows that contradict each other. */
export function contradiction(row: Place, first: Place, what: string, here: unknown, there: unknown): string {
  const [valueHere, valueThere] = [here, there].map((value) => quoted(String(value), longestOfTwoValues));
  return `${placeIn(row)}: ${what} is ${valueHere} here, but ${valueThere} in ${placeIn(first)}. Keep one.`;
}
