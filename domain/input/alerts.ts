import { z } from "zod";
import { alertStatuses } from "../alerts";
import { Page } from "./listings";
import { SearchedText } from "./search";

export const AlertListing = z.object({
  q: SearchedText,
  status: z.enum(alertStatuses).catch("raised"),
  page: Page,
});
export type AlertListing = z.infer<typeof AlertListing>;
