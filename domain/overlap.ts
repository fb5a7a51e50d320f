import { z } from "zod";
import { Page } from "./listings";

const Ids = z
  .string()
  .max(2_000)
  .regex(/^[1-9]\d{0,14}(?:,[1-9]\d{0,14})*$/)
  .transform((text) => text.split(",").map(Number));

/** The address of the overlap page: whose people are shown, and the page of each of its lists. */
export const OverlapListing = z.object({
  exact: Ids.optional().catch(undefined),
  pair: Ids.refine(([one, other, ...more]) => one !== other && other !== undefined && more.length === 0)
    .optional()
    .catch(undefined),
  intersections: Page,
  pairs: Page,
  page: Page,
});

/** In exactly these organizations and in no other of the account, or in both of these two and maybe in others. */
export type Chosen = { kind: "exact" | "pair"; organizationIds: number[] };

export function chosenFrom({
  exact,
  pair,
}: Pick<z.infer<typeof OverlapListing>, "exact" | "pair">): Chosen | undefined {
  if (exact) return { kind: "exact", organizationIds: exact };
  return pair && { kind: "pair", organizationIds: pair };
}
