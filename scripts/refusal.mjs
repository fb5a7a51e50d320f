/** What a person can mend: printed as it is, without a stack. Without words when whatever failed has said so itself. */
export class Refusal extends Error {}

// Those of env.ts and domain/errors.ts.
const plainNames = ["EnvironmentError", "DomainError"];
const diskFull = ["ENOSPC", "53100"];

/** The words for a person, or undefined for an error that is nobody's fault but the program's. */
export function plainWords(error) {
  if (error instanceof Refusal || plainNames.includes(error?.name)) return error.message;
  const codes = [error?.code, error?.cause?.code];
  if (diskFull.some((code) => codes.includes(code))) return "The disk is full: make room, then try again.";
}
