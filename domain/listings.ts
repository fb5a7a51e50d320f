export const pageSize = 50;

/**
 * How to reach a page from the nearer end of its list. From the far end the order is reversed, and so are the rows
 * found.
 */
export function fromNearerEnd(
  page: number,
  total: number,
  mayTurn = true,
): { isTurned: boolean; limit: number; offset: number } {
  const offset = (page - 1) * pageSize;
  const after = Math.max(0, total - offset - pageSize);
  if (!mayTurn || offset >= total || after >= offset) return { isTurned: false, limit: pageSize, offset };
  return { isTurned: true, limit: Math.min(pageSize, total - offset), offset: after };
}

/** One page of a list, and how many rows the whole list has. */
export type Paged<Row> = { rows: Row[]; total: number };

export type SearchParams = Record<string, string | string[] | undefined>;

export const accountStatuses = ["active", "inactive", "closed", "all"] as const;
export const accountSeatFilters = ["any", "over", "nearly_full", "no_seats", "no_price"] as const;
export type AccountSeatFilter = (typeof accountSeatFilters)[number];

export const accountSeatFilterNames: Record<AccountSeatFilter, string> = {
  any: "All",
  over: "Over",
  nearly_full: "Nearly full",
  no_seats: "No seats",
  no_price: "No price",
};
export const accountSorts = [
  "name",
  "plan",
  "organizations",
  "people",
  "used",
  "total",
  "double_counted",
  "over",
] as const;

export const organizationPlaces = ["all", "attached", "unattached"] as const;
export const organizationSorts = ["login", "account", "imported"] as const;

export const accountOrganizationSorts = [
  "login",
  "members",
  "activated",
  "shared",
  "only_here",
  "students",
  "bots",
  "imported",
] as const;

export const personStatuses = ["all", "seat", "student", "bot", "not_activated"] as const;
export const accountPersonStatuses = [...personStatuses, "waiting"] as const;
export const memberFilters = ["all", "activated", "not_activated"] as const;
export const overlapFilters = ["all", "overlapping"] as const;
export const accountPeopleSorts = ["name", "status", "organizations", "since"] as const;

export const peopleSorts = ["name"] as const;
