import type { z } from "zod";
import type { DomainError, DomainErrorCode } from "./errors";
import { shorten } from "./shorten";

export type Refusal = {
  code: DomainErrorCode | "signed_out";
  message: string;
  fields?: Record<string, string[] | undefined>;
};

/** A server action's answer. A refusal is a value because Next.js hides thrown messages from the browser. */
export type Result<Data> = { ok: true; data: Data } | { ok: false; error: Refusal };

/** More than a person corrects in one go; a form has fewer fields. */
const mostIssues = 20;
/** Longer than any message of a field, and than its path. */
const longestIssue = 200;
/** Room for what is wrong with the files of an import: twenty problems and where each is. */
const longestMessage = 20_000;

/** A refusal with messages by field path, so that the form can show each at its field. It repeats no long input. */
export function invalidInput(error: z.ZodError): Refusal {
  const fields: Record<string, string[]> = {};
  const messages: string[] = [];
  for (const issue of error.issues.slice(0, mostIssues)) {
    const message = messageOf(issue);
    const name = shorten(issue.path.join("."), longestIssue);
    if (!Object.hasOwn(fields, name)) fields[name] = [];
    fields[name]!.push(message);
    messages.push(message);
  }
  const hidden = error.issues.length - messages.length;
  if (hidden > 0) messages.push(`And ${hidden.toLocaleString("en-US")} more.`);
  return { code: "invalid_input", message: messages.join(" "), fields };
}

/** What a rule refuses, as an answer. A rule may quote what was sent. */
export function refusalOf({ code, message, fields }: DomainError): Refusal {
  return { code, message: shorten(message, longestMessage), fields };
}

/** zod lists the names of unknown fields, which are whatever somebody sent. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "unrecognized_keys") return shorten(issue.message, longestIssue);
  const count = issue.keys.length;
  return count === 1 ? "One field is unknown." : `${count.toLocaleString("en-US")} fields are unknown.`;
}
