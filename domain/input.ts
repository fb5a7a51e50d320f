import { z } from "zod";

/** Text of which something can be seen, and of which nothing turns what stands beside it around. */
export function VisibleText(message: string) {
  return z
    .string()
    .trim()
    .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, message)
    .regex(
      /^[^\u202a-\u202e\u2066-\u2069]*$/u,
      "Take the invisible characters that turn the writing around out of it.",
    );
}

/** Whether text in what a browser sent cannot be stored: NUL, or half of a character. Files are read elsewhere. */
export function hasUnstorableText(input: unknown): boolean {
  if (typeof input === "string") return input.includes("\0") || /\p{Surrogate}/u.test(input);
  if (Array.isArray(input)) return input.some(hasUnstorableText);
  if (typeof input !== "object" || input === null || input instanceof Blob) return false;
  return Object.entries(input).flat().some(hasUnstorableText);
}

/** Why a change is made. It stands in the audit log, so it may not be empty. */
export const Reason = VisibleText("Give a reason: it stands in the audit log.").max(
  500,
  "A reason has at most 500 characters.",
);

/** The largest number of seats of either kind: far above any contract, far below what an integer column holds. */
export const seatLimit = 10_000_000;

const WholeNumber = z.union(
  [
    z.int(),
    z
      .string()
      .trim()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ],
  {
    error: "Enter a whole number, 0 or more.",
  },
);

/** A number of seats, as a form sends it. */
export const SeatCount = WholeNumber.pipe(
  z
    .int()
    .min(0, "Seats cannot be negative.")
    .max(seatLimit, `At most ${seatLimit.toLocaleString("en-US")} seats.`),
);

export const OrganizationId = z.int().positive();
export const UserId = z.int().positive();

/** The number in a page's address, or undefined: a mistyped address is "not found", not an error. */
export function idFrom(parameter: string | string[] | undefined): number | undefined {
  return typeof parameter === "string" && /^[1-9]\d{0,14}$/.test(parameter) ? Number(parameter) : undefined;
}
