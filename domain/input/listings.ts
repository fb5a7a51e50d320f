import { z } from "zod";
import {
  accountOrganizationSorts,
  accountPeopleSorts,
  accountPersonStatuses,
  accountSeatFilters,
  accountSorts,
  accountStatuses,
  organizationPlaces,
  organizationSorts,
  overlapFilters,
  peopleSorts,
  personStatuses,
  type SearchParams,
} from "../listings";
import { SearchedText } from "./search";

export const Page = z.coerce.number().int().min(1).max(1_000_000).catch(1);
export const Direction = z.enum(["asc", "desc"]);

/**
 * What a list's address asks for. Each field of the schema has a `catch`, so a mistyped address shows the list with its
 * defaults.
 */
export function parseListing<Schema extends z.ZodObject>(schema: Schema, searchParams: SearchParams): z.output<Schema> {
  const single = Object.entries(searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
  return schema.parse(Object.fromEntries(single));
}

export const AccountListing = z.object({
  q: SearchedText,
  status: z.enum(accountStatuses).catch("active"),
  seats: z.enum(accountSeatFilters).catch("any"),
  plan: z.string().max(100).catch(""),
  sort: z.enum(accountSorts).catch("name"),
  direction: Direction.catch("asc"),
  page: Page,
});
export type AccountListing = z.infer<typeof AccountListing>;

export const OrganizationListing = z.object({
  q: SearchedText,
  place: z.enum(organizationPlaces).catch("all"),
  sort: z.enum(organizationSorts).catch("login"),
  direction: Direction.catch("asc"),
  page: Page,
});
export type OrganizationListing = z.infer<typeof OrganizationListing>;

export const AccountOrganizationListing = z.object({
  q: SearchedText,
  sort: z.enum(accountOrganizationSorts).catch("login"),
  direction: Direction.catch("asc"),
  page: Page,
});
export type AccountOrganizationListing = z.infer<typeof AccountOrganizationListing>;

export const AccountPeopleListing = z.object({
  q: SearchedText,
  organization: z.coerce.number().int().positive().optional().catch(undefined),
  status: z.enum(accountPersonStatuses).catch("all"),
  overlap: z.enum(overlapFilters).catch("all"),
  /** Only people with an activation that this change began. */
  change: z.uuid().optional().catch(undefined),
  sort: z.enum(accountPeopleSorts).catch("name"),
  direction: Direction.catch("asc"),
  page: Page,
});
export type AccountPeopleListing = z.infer<typeof AccountPeopleListing>;

export const PeopleListing = z.object({
  q: SearchedText,
  status: z.enum(personStatuses).catch("all"),
  sort: z.enum(peopleSorts).catch("name"),
  direction: Direction.catch("asc"),
  page: Page,
});
export type PeopleListing = z.infer<typeof PeopleListing>;
