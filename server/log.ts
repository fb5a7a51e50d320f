import { format } from "node:util";
import pino from "pino";
import { hideEmails } from "@/domain/hide-emails";
import { env } from "../env";

/** Never log a cookie, a secret or the address of a page: `/people?q=…` may name a person. Its route does not. */
export const log = pino({ level: env.LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });

/** Per entry: enough for an error with its stack and causes, too little to fill a disk or to hold up the server. */
const longestEntry = 8_000;
/** How many values are printed together, and how many facts of an object. */
const mostWords = 20;
/** How many causes of an error are followed. A chain of causes can be a ring. */
const mostCauses = 5;

/**
 * Prints values as the console does, but without e-mails and without the parameters of queries. Anyone may have sent
 * the text of an error, so the text is cut before anything looks at it.
 */
export function withoutPeople(...words: unknown[]): string {
  return hideEmails(cut(format(...words.slice(0, mostWords).map(plain))));
}

/** Cuts after the last complete word, because the next one may be the beginning of an e-mail. */
function cut(text: string): string {
  if (text.length <= longestEntry) return text;
  const begun = text.slice(0, longestEntry);
  const end = Math.max(...[" ", "\n", '"', "=", ",", "("].map((separator) => begun.lastIndexOf(separator)));
  return `${begun.slice(0, end + 1)}…`;
}

/** A failed query carries its parameters in several places, so an error is described only by the facts named here. */
function plain(word: unknown): unknown {
  if (word instanceof Error) return describe(word);
  if (typeof word === "string") return cut(word);
  if (typeof word !== "object" || word === null) return word;
  const facts = [];
  for (const name in word) {
    if (facts.length === mostWords) break;
    const value: unknown = word[name as keyof typeof word];
    facts.push(`${cut(name)}: ${value instanceof Error ? describe(value) : typeof value}`);
  }
  return facts.join(", ");
}

function describe(error: Error): string {
  const lines: string[] = [];
  for (let next: unknown = error, causes = 0; next instanceof Error && causes <= mostCauses; causes++) {
    lines.push((causes > 0 ? "caused by " : "") + messageOf(next), ...framesOf(next));
    next = next.cause;
  }
  return lines.join("\n");
}

function messageOf(error: Error): string {
  const { name, message, code, constraint_name: constraint } = error as Error & Record<string, unknown>;
  // The driver's message may quote a value; its code and constraint say what happened.
  const said = constraint ? "" : cut(String(message)).split("\nparams:")[0];
  return [`${name}:`, said, code, constraint].filter(Boolean).map(String).map(cut).join(" ");
}

/** Where the error was thrown. A stack begins with the message, which may be of any length and have several lines. */
function framesOf({ stack = "" }: Error): string[] {
  const lines = stack.slice(-longestEntry).split("\n");
  const isFrame = (line: string) => line.startsWith("    at ");
  return lines.slice(lines.findLastIndex((line) => !isFrame(line)) + 1);
}
