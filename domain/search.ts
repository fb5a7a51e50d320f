import { addresses } from "./addresses";
import { formatCount, formatNumber } from "./format";
import { type AccountState, type SeatPlan, seatTotals } from "./seats";
import { type Service, serviceNames } from "./services";

export const searchKinds = ["account", "organization", "person"] as const;
export type SearchKind = (typeof searchKinds)[number];

/** How many hits of a kind the search shows; for more, its list is the better place. */
export const hitLimit = 8;

/** How well a hit matches, best first: the whole text, its beginning, the beginning of a word in it, any part. */
export const matchRanks = { whole: 0, start: 1, wordStart: 2, part: 3 } as const;
type MatchRank = (typeof matchRanks)[keyof typeof matchRanks];

/** What a hit was found by, most telling first. Of two equally good matches of one hit, the first is shown. */
export const matchedBy = [
  "name",
  "login",
  "former_login",
  "email",
  "verified_email",
  "merged_name",
  "id",
  "service_id",
  "stripe_customer",
  "stripe_subscription",
] as const;
export type MatchedBy = (typeof matchedBy)[number];

export type SearchHit = {
  kind: SearchKind;
  id: string;
  name: string;
  detail: string;
  /** Why it was found, if its name does not show it. */
  reason: string | null;
  href: string;
};

export type SearchGroup = { kind: SearchKind; hits: SearchHit[]; moreHref: string | null };

export type SearchResult = { text: string; groups: SearchGroup[] };

/**
 * Whether a text is searched for anywhere in a name. Shorter words are in too many names. E-mails are searched from
 * their beginning, since thousands share a domain.
 */
export function isFoundInside(text: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(text) && !text.includes("@");
}

/** `text` is what matched. `service` is set for an id on a git host. */
export type Found = { id: string; by: MatchedBy; text: string; service: Service | null; rank: MatchRank };

export function reasonInWords({ by, text, service }: Omit<Found, "id" | "rank">): string | null {
  switch (by) {
    case "name":
      return null;
    case "login":
      return `login ${text}`;
    case "former_login":
      return `formerly ${text}`;
    case "email":
      return `e-mail ${text}`;
    case "verified_email":
      return `verified e-mail ${text}`;
    case "merged_name":
      return `formerly a separate record, ${text}`;
    case "id":
      return `id ${text}`;
    case "service_id":
      return `${service ? serviceNames[service] : ""} id ${text}`.trim();
    case "stripe_customer":
      return `Stripe customer ${text}`;
    case "stripe_subscription":
      return `Stripe subscription ${text}`;
  }
}

type AccountFacts = SeatPlan & AccountState & { usedSeatCount: number; organizationCount: number };

export function accountInWords({ organizationCount, usedSeatCount, ...account }: AccountFacts): string {
  if (account.closedAt) return "closed";
  const { used, total } = seatTotals(account, usedSeatCount);
  const organizations = formatCount(organizationCount, "organization", "organizations");
  return `${account.isActive ? "" : "inactive, "}${organizations}, ${formatNumber(used)} of ${formatNumber(total)} seats used`;
}

const lists: Record<SearchKind, (q: string) => string> = {
  account: (q) => addresses.accounts({ q, status: "all" }),
  organization: (q) => addresses.organizations({ q }),
  person: (q) => addresses.people({ q }),
};

/** The list of a kind, searched for the same text. */
export function listHrefOf(kind: SearchKind, text: string): string {
  return lists[kind](text);
}

type RankedGroup = SearchGroup & { rank: MatchRank };

/** The kind with the best match comes first, so that the first hit is the best. Ties keep the order of the kinds. */
export function inOrder(groups: readonly RankedGroup[]): SearchGroup[] {
  return groups
    .filter(({ hits }) => hits.length > 0)
    .toSorted((a, b) => a.rank - b.rank || searchKinds.indexOf(a.kind) - searchKinds.indexOf(b.kind))
    .map(({ rank: _, ...group }) => group);
}
