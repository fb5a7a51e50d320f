import { z } from "zod";
import { readUnitPrice, typedPrice } from "../money";
import { attachLimit } from "../organizations";
import { noSeatCount, readSeatCount } from "../seats";
import type { Typed } from "../typed";

/** Text with something visible in it, and nothing that changes the direction of the text beside it. */
export function VisibleText(message: string) {
  return z
    .string()
    .trim()
    .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, message)
    .regex(/^[^\u202a-\u202e\u2066-\u2069]*$/u, "Remove the invisible characters that change text direction.");
}

/** Why a change is made. It is kept in the audit log, so it cannot be empty. */
export const Reason = VisibleText("Enter a reason. It is kept in the audit log.").max(
  500,
  "A reason can have at most 500 characters.",
);

/** Where a change was asked for: an https address, or nothing. */
export const Ticket = z
  .string()
  .trim()
  .max(500, "A ticket's address can have at most 500 characters.")
  .refine((text) => text === "" || isHttps(text), "Enter an address that starts with https://.")
  .transform((text) => (text === "" ? undefined : text))
  .optional();

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:";
}

/** What is typed into a field, read by the function that the field itself reads it with. */
export function typedAs<Value>(read: (typed: string) => Typed<Value>) {
  return z.string().transform((typed, { addIssue }) => {
    const { value, problem } = read(typed);
    if (problem === undefined) return value;
    addIssue(problem);
    return z.NEVER;
  });
}

/** A number of seats, as a form sends it. */
export const SeatCount = z.union([z.string(), z.int().transform(String)], noSeatCount).pipe(typedAs(readSeatCount));

/** A unit price: dollars as text, as a form sends it, or a number of cents. A blank is null: no price is set here. */
export const UnitPrice = z.union([z.string(), z.int().nullable().transform(typedPrice)]).pipe(typedAs(readUnitPrice));

export const OrganizationId = z.int().positive();

/** As many organizations as one step takes. */
export const OrganizationIds = z
  .array(OrganizationId)
  .min(1, "Choose at least one organization.")
  .max(attachLimit, `Choose at most ${attachLimit} organizations in one step.`);

export const UserId = z.int().positive();

/** The id in a page's address, or undefined, so that a mistyped address is "not found" and not an error. */
export function idFrom(parameter: string | string[] | undefined): number | undefined {
  return typeof parameter === "string" && /^[1-9]\d{0,14}$/.test(parameter) ? Number(parameter) : undefined;
}
