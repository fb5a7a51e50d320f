import { withoutPeople } from "../log";

type Told = Error & { code?: unknown; cause?: unknown };

/**
 * Why a job failed, for anyone who can open the page. A refusal is shown as written. Any other error is shown without
 * its message, which may hold SQL or name people; the log has it under the reference.
 */
export function failureInWords(error: unknown, reference: string): string {
  if (error instanceof Error && error.name === "DomainError") return withoutPeople(error.message);
  const code = codeOf(error);
  return `Unexpected error${code ? ` ${code}` : ""}. Look for ${reference} in the log.`;
}

/** The code of the error or its cause, such as 23505 or ECONNREFUSED. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, cause }: Told = error;
  return typeof code === "string" && /^\w{3,40}$/.test(code) ? code : codeOf(cause);
}
