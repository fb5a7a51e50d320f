import { z } from "zod";
import { Page } from "./listings";

/** The address of a person's page: the page of each of its lists. */
export const PersonListing = z.object({ accounts: Page, memberships: Page, left: Page, history: Page });
