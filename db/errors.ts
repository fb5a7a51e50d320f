import { DrizzleQueryError } from "drizzle-orm";
import { DomainError } from "@/domain/errors";

/** Something read before a lock has changed, so the whole work starts over. */
export class StartOver extends Error {}

type PostgresError = { code?: string; constraint_name?: string };

function causeOf(error: unknown): PostgresError {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return (cause ?? {}) as PostgresError;
}

const serializationFailure = "40001";
const deadlockDetected = "40P01";

export function isWorthRetrying(error: unknown): boolean {
  const { code } = causeOf(error);
  return error instanceof StartOver || code === serializationFailure || code === deadlockDetected;
}

export const beingChanged = "Someone else is changing the same things right now. Try again.";

const lockNotAvailable = "55P03";
const queryCanceled = "57014";

/** Turns a time limit that was reached into a refusal. Other errors pass through. */
export function inPlainWords(error: unknown): unknown {
  const { code } = causeOf(error);
  if (code === lockNotAvailable) return new DomainError("conflict", beingChanged);
  if (code === queryCanceled) return new DomainError("conflict", "This preview takes too long. Try again.");
  return error;
}

export function isConflictOn(constraint: string, error: unknown): boolean {
  return causeOf(error).constraint_name === constraint;
}

/** For `.catch`: a refusal by this named constraint, in words the person can act on. Other errors pass through. */
export function conflictOn(constraint: string, message: string, field?: string) {
  return (error: unknown): never => {
    if (!isConflictOn(constraint, error)) throw error;
    throw new DomainError("conflict", message, field ? { [field]: [message] } : undefined);
  };
}
