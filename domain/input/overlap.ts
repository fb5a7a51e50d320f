import { z } from "zod";
import { combinationSorts } from "../combinations";
import { overlapLists } from "../overlap";
import { Page } from "./listings";

const Ids = z
  .string()
  .max(8_000)
  .regex(/^[1-9]\d{0,14}(?:,[1-9]\d{0,14})*$/)
  .transform((text) => [...new Set(text.split(",").map(Number))]);

/** The address of the overlap page: which people are shown, the order of combinations, and each list's page. */
export const OverlapListing = z.object({
  exact: Ids.optional().catch(undefined),
  pair: Ids.refine(([one, other, ...more]) => one !== other && other !== undefined && more.length === 0)
    .optional()
    .catch(undefined),
  organization: Ids.refine((ids) => ids.length === 1)
    .optional()
    .catch(undefined),
  degree: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
  sort: z.enum(combinationSorts).catch("size"),
  list: z.enum(overlapLists).optional().catch(undefined),
  intersections: Page,
  pairs: Page,
  page: Page,
});
export type OverlapListing = z.infer<typeof OverlapListing>;
