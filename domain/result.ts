import type { Confirmation } from "./confirmation";
import { DomainError, type DomainErrorCode } from "./errors";
import { formatNumber } from "./format";
import { shorten } from "./shorten";

export type Refusal = {
  code: DomainErrorCode | "signed_out";
  message: string;
  fields?: Record<string, string[]>;
};

/** The answer of every change. `changeId` finds its entries in the audit log; null when nothing changed. */
export type Done<Data> = { data: Data; changeId: string | null; confirmation: Confirmation };

/** A server action's answer. A refusal is a value because Next.js hides thrown messages from the browser. */
export type Result<Data> = ({ ok: true } & Done<Data>) | { ok: false; error: Refusal };

/** More than a person corrects in one go; a form has fewer fields. */
const mostIssues = 20;
/** Longer than any message of a field, and than its path. */
const longestIssue = 200;
/** Room for what is wrong with the files of an import: twenty problems and where each is. */
const longestMessage = 20_000;

/** What a schema finds wrong. `keys` are the names of fields that it does not know. */
type Issue = { message: string; path: readonly PropertyKey[]; keys?: readonly string[] };

/** A refusal with messages by field path, so that the form can show each at its field. It repeats no long input. */
export function invalidInput(issues: readonly Issue[]): DomainError {
  const fields: Record<string, string[]> = {};
  const messages: string[] = [];
  for (const issue of issues.slice(0, mostIssues)) {
    const message = messageOf(issue);
    const name = shorten(issue.path.join("."), longestIssue);
    if (!Object.hasOwn(fields, name)) fields[name] = [];
    fields[name]!.push(message);
    messages.push(message);
  }
  const hidden = issues.length - messages.length;
  if (hidden > 0) messages.push(`And ${formatNumber(hidden)} more.`);
  return new DomainError("invalid_input", messages.join(" "), fields);
}

/** A rule's refusal, as an answer. A rule may quote what was sent. */
export function refused({ code, message, fields }: DomainError): { ok: false; error: Refusal } {
  return { ok: false, error: { code, message: shorten(message, longestMessage), fields } };
}

/** zod lists the names of unknown fields, which are the sender's own text. */
function messageOf(issue: Issue): string {
  if (issue.keys === undefined) return shorten(issue.message, longestIssue);
  const count = issue.keys.length;
  return count === 1 ? "One field is unknown." : `${formatNumber(count)} fields are unknown.`;
}
