import { format } from "node:util";
import pino from "pino";
import { env } from "../env";

/** Give it no cookie, no secret and no address of a page: `/people?q=…` may name a person, its route does not. */
export const log = pino({ level: env.LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });

/** As the console would print them, without e-mails and without the values a query was asked with. */
export function withoutPeople(...words: unknown[]): string {
  return format(...words.map(plain)).replace(/[^\s"'<>()[\]=,;:%]+@[^\s"'<>()[\]=,;:%]+/g, "[e-mail]");
}

/** A failed query carries what it was asked with in several places; only what is named here is said of an error. */
function plain(word: unknown): unknown {
  if (word instanceof Error) return describe(word);
  if (typeof word !== "object" || word === null) return word;
  return Object.entries(word)
    .map(([name, value]) => `${name}: ${value instanceof Error ? describe(value) : typeof value}`)
    .join(", ");
}

function describe(error: Error): string {
  const { code, constraint_name: constraint, cause } = error as Error & { code?: string; constraint_name?: string };
  // The driver's message may quote a value; its code and constraint say what happened.
  const message = constraint ? "" : error.message.split("\nparams:")[0];
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [
    [`${error.name}:`, message, code, constraint].filter(Boolean).join(" "),
    ...frames,
    ...(cause instanceof Error ? [`caused by ${describe(cause)}`] : []),
  ].join("\n");
}
