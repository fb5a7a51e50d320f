import { z } from "zod";
import { Page } from "./listings";

/** The address of a person's page: the page number of each list on it. */
export const PersonListing = z.object({ accounts: Page, memberships: Page, left: Page, history: Page });
export type PersonListing = z.infer<typeof PersonListing>;
