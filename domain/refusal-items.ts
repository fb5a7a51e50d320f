import { placeIn } from "./problems";

/** One thing that is wrong with an import. */
export type RefusalItem = {
  /** What it is wrong with: a file, or an account. Missing if it is the import as a whole. */
  whose?: string;
  /** The same with the line. */
  place?: string;
  words: string;
};

export type RefusalItems = {
  items: RefusalItem[];
  /** The number of all problems, including problems that are not listed. */
  count: number;
  /** A sentence about problems that are not listed. */
  rest?: string;
};

const mostShown = 20;

/**
 * Takes a refusal apart, a problem a line: each begins with its place if it has one (`domain/problems.ts`). `known` has
 * the files or accounts that it may be about.
 */
export function refusalItems(message: string, known: readonly string[]): RefusalItems {
  const lines = message.split("\n");
  const [rest, hidden] = /^… and (\d+) more\..*/.exec(lines.at(-1)!) ?? [];
  const listed = hidden === undefined ? lines : lines.slice(0, -1);
  const items = listed.slice(0, mostShown).map((line) => refusalItem(line, known));
  const count = listed.length + Number(hidden ?? 0);
  return { items, count, rest: count > items.length ? (rest ?? `… and ${count - items.length} more.`) : undefined };
}

function refusalItem(line: string, known: readonly string[]): RefusalItem {
  // The longest, because one name may begin with another and a colon.
  const [named] = known
    .flatMap((whose) => [whose, placeIn({ source: whose, line: undefined })].map((shown) => ({ whose, shown })))
    .filter(({ shown }) => line.startsWith(`${shown}:`))
    .sort((one, other) => other.shown.length - one.shown.length);
  if (!named) return { words: line };
  const [, number = "", words = ""] = /^(:\d+)?:\s*(.*)$/s.exec(line.slice(named.shown.length)) ?? [];
  return words === "" ? { words: line } : { whose: named.whose, place: `${named.shown}${number}`, words };
}
