import { format } from "node:util";
import pino from "pino";
import { hideEmails } from "@/domain/hide-emails";
import { env } from "../env";

/** Give it no cookie, no secret and no address of a page: `/people?q=…` may name a person, its route does not. */
export const log = pino({ level: env.LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });

/** Of one entry: enough for an error with its stack and its causes, and nothing that fills a disk or holds the server. */
const longestEntry = 8_000;
/** Of what is printed together, and of the facts of an object. */
const mostWords = 20;
/** Of errors that caused each other; a chain may also be a ring. */
const mostCauses = 5;

/**
 * As the console would print them, without e-mails and without the values a query was asked with. Anybody may send what
 * stands in an error, so all of it is cut before it is looked at.
 */
export function withoutPeople(...words: unknown[]): string {
  return hideEmails(cut(format(...words.slice(0, mostWords).map(plain))));
}

/** Up to the last word that is there as a whole: the next may be the beginning of an e-mail. */
function cut(text: string): string {
  if (text.length <= longestEntry) return text;
  const begun = text.slice(0, longestEntry);
  const end = Math.max(...[" ", "\n", '"', "=", ",", "("].map((separator) => begun.lastIndexOf(separator)));
  return `${begun.slice(0, end + 1)}…`;
}

/** A failed query carries what it was asked with in several places; only what is named here is said of an error. */
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

/** Where it was thrown. A stack begins with its message, which may be of any length and have lines of its own. */
function framesOf({ stack = "" }: Error): string[] {
  const lines = stack.slice(-longestEntry).split("\n");
  const isFrame = (line: string) => line.startsWith("    at ");
  return lines.slice(lines.findLastIndex((line) => !isFrame(line)) + 1);
}
