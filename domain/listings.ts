export const pageSize = 50;

/** One page of a list, and how many rows the whole list has. */
export type Paged<Row> = { rows: Row[]; total: number };

export type SearchParams = Record<string, string | string[] | undefined>;

export const accountStatuses = ["active", "inactive", "closed", "all"] as const;
export const accountSeatFilters = ["any", "over", "nearly_full"] as const;
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
export const accountPeopleSorts = ["name", "status", "organizations", "since"] as const;

export const peopleSorts = ["name"] as const;
