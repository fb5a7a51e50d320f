import fs from "node:fs";

/** An error that a person can fix: printed without a stack. Its message is empty when the failed program has printed one. */
export class Refusal extends Error {}

/** A refusal because another program failed. It may not have said that the disk is full, or said it far above. */
export class Failure extends Refusal {}

export const diskFull = "The disk is full: make room, then try again.";

// Those of env.ts and domain/errors.ts.
const plainNames = ["EnvironmentError", "DomainError"];

// PostgreSQL writes its log in files of 16 MB: with less than that it stops, in words of its own.
const leastSpace = 20 * 2 ** 20;

/** The words for a person, or undefined for an error that is nobody's fault but the program's. */
export function plainWords(error) {
  const isPlain = error instanceof Refusal || plainNames.includes(error.name);
  if (error instanceof Failure || !isPlain) {
    const isSaid = ["ENOSPC", "53100"].some((code) => code === error.code || code === error.cause?.code);
    if (isSaid || isDiskFull()) return diskFull;
  }
  if (isPlain) return error.message;
}

function isDiskFull() {
  const { bavail, bsize } = fs.statfsSync(fs.existsSync(".data") ? ".data" : ".");
  return bavail * bsize < leastSpace;
}
