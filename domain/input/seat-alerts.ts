import { z } from "zod";
import { alertStatuses } from "../seat-alerts";
import { Page } from "./listings";
import { SearchedText } from "./search";

export const SeatAlertListing = z.object({
  q: SearchedText,
  status: z.enum(alertStatuses).catch("raised"),
  page: Page,
});
export type SeatAlertListing = z.infer<typeof SeatAlertListing>;
