import { z } from "zod";
import { alertStatuses } from "../seat-alerts";
import { Page, SearchText } from "./listings";

export const SeatAlertListing = z.object({
  q: SearchText,
  status: z.enum(alertStatuses).catch("raised"),
  page: Page,
});
export type SeatAlertListing = z.infer<typeof SeatAlertListing>;
