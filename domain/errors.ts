export const errorCodes = [
  "forbidden",
  "not_found",
  "invalid_input",
  "conflict",
  "precondition_failed",
  "preview_changed",
] as const;
export type DomainErrorCode = (typeof errorCodes)[number];

/** A refusal that a person can act on. The message is shown as written. Any other error is a bug. */
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

/** Another change came first, so the page that asked for this one shows a state that is gone. */
export class Overtaken extends DomainError {
  constructor(message: string) {
    super("conflict", message);
  }
}
