import { z } from "zod";

/** Why a change is made. It stands in the audit log, so it may not be empty. */
export const Reason = z
  .string()
  .trim()
  .min(1, "Give a reason: it stands in the audit log.")
  .max(500, "A reason has at most 500 characters.");

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
