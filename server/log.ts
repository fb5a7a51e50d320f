import { format } from "node:util";
import pino from "pino";
import { env } from "../env";

/** Give it no cookie, no secret and no address of a page: `/people?q=…` may name a person, its route does not. */
export const log = pino({ level: env.LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });

/** As the console would print them, without e-mails and without the values a query was asked with. */
export function withoutPeople(...words: unknown[]): string {
  return format(...words)
    .replace(/^\s*(params|detail): .*$/gm, "")
    .replace(/[^\s"'<>()[\]=,;:%]+@[^\s"'<>()[\]=,;:%]+/g, "[e-mail]");
}
