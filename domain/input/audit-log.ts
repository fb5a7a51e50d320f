import { z } from "zod";
import { actions } from "../audit-log";
import { Direction, Page } from "./listings";
import { SearchedText } from "./search";

/** PostgreSQL does not accept every year that a date can have. */
const Day = z.iso
  .date()
  .refine((day) => day >= "2000-01-01" && day < "2100-01-01")
  .optional()
  .catch(undefined);

export const AuditLogListing = z.object({
  q: SearchedText,
  action: z.enum(["all", ...actions]).catch("all"),
  /** Only the entries of this change. */
  change: z.uuid().optional().catch(undefined),
  who: SearchedText,
  account: SearchedText,
  person: SearchedText,
  /** Days in UTC, both included. */
  from: Day,
  to: Day,
  direction: Direction.catch("desc"),
  page: Page,
});
export type AuditLogListing = z.infer<typeof AuditLogListing>;
