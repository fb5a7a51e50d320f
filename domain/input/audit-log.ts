import { z } from "zod";
import { actions } from "../audit-log";
import { Direction, Page } from "./listings";
import { SearchedText } from "./search";

export const AuditLogListing = z.object({
  q: SearchedText,
  action: z.enum(["all", ...actions]).catch("all"),
  /** Only the entries of this change. */
  change: z.uuid().optional().catch(undefined),
  direction: Direction.catch("desc"),
  page: Page,
});
export type AuditLogListing = z.infer<typeof AuditLogListing>;
