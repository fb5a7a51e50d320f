import { z } from "zod";
import { memberFilters } from "../listings";
import { OrganizationId } from "./fields";
import { Page } from "./listings";
import { SearchedText } from "./search";

/** The address of an organization's page: the filters of its members, and the page of each list on it. */
export const OrganizationPage = z.object({
  q: SearchedText,
  activated: z.enum(memberFilters).catch("all"),
  page: Page,
  history: Page,
});
export type OrganizationPage = z.infer<typeof OrganizationPage>;

export const OrganizationPath = z.object({ organizationId: z.coerce.number().pipe(OrganizationId) });
