export const errorCodes = [
  "forbidden",
  "not_found",
  "invalid_input",
  "conflict",
  "precondition_failed",
  "preview_changed",
] as const;
export type DomainErrorCode = (typeof errorCodes)[number];

/** A refusal the person can act on, shown to them as written. Anything else thrown is a bug. */
export class DomainError extends Error {
  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly fields?: Record<string, string[]>,
  ) {
    super(message);
    this.name = "DomainError";
  }
}
