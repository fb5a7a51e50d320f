import { attachLimit } from "./organizations";

/** What says that organizations belong to one customer. */
export const clusterEvidences = ["people", "stripe_customer", "stripe_subscription"] as const;
export type ClusterEvidence = (typeof clusterEvidences)[number];

/**
 * Whoever is in more places than this is a service login, and no evidence that two of them belong together. An account
 * is one place: a customer of forty organizations has people who are in most of them.
 */
export const evidencePlaceLimit = 25;

/** Two places belong together when they share so many people, and so much of the smaller one's people. */
export const sharedPeopleMinimum = 3;
export const sharedPercentMinimum = 20;

/**
 * Two organizations, or two accounts, must also share so much of the larger one's people: whoever works in a small
 * company is in some large community too.
 */
export const sharedPercentOfLargerMinimum = 2;

/** An organization is suggested to an account when they share so much of the organization's people. */
export const suggestedPercentMinimum = 5;

/** As many as one step attaches. What grew on would sooner be joined by chance than be one customer. */
export const clusterPlaceLimit = attachLimit;

/** So many organizations are suggested to an account, those that share most. */
export const suggestionLimit = 50;

/** Suggestions older than this are counted anew. */
export const suggestionMinutes = 15;

/** So long after an import, so that several that follow each other are one refresh. */
const secondsAfterImport = 10;

type Known = { asOf: Date | undefined; importedAt: Date | undefined };

/** An import changes much at once: suggestions from before it do not wait to be old. */
export function nextRefreshAt({ asOf, importedAt }: Known, now: Date): Date {
  if (!asOf) return now;
  const outdatedAt = asOf.getTime() + suggestionMinutes * 60_000;
  if (!importedAt || importedAt <= asOf) return new Date(outdatedAt);
  return new Date(Math.min(outdatedAt, importedAt.getTime() + secondsAfterImport * 1_000));
}

/** A place where people are: an account with all its organizations, or an organization in none. */
export type Place = { id: number; isAccount: boolean };

/** Two places that share people. */
export type Tie = { one: Place; other: Place; sharedPeople: number; peopleOfSmaller: number; peopleOfLarger: number };

export function isStrong({ one, other, sharedPeople, peopleOfSmaller, peopleOfLarger }: Tie): boolean {
  const isLikeWithLike = one.isAccount === other.isAccount;
  return (
    sharedPeople >= sharedPeopleMinimum &&
    sharedPeople * 100 >= peopleOfSmaller * sharedPercentMinimum &&
    (!isLikeWithLike || sharedPeople * 100 >= peopleOfLarger * sharedPercentOfLargerMinimum)
  );
}

/**
 * The places that strong ties connect, in any order of the ties the same: ids ascending, clusters by their first.
 * The strongest tie is followed first. What would bring two accounts together over an organization between them is not
 * followed: consultants who work for both would make them one customer. Nor is what would make a cluster too large.
 */
export function clustersOf(ties: readonly Tie[], limit = clusterPlaceLimit): number[][] {
  const clusters = new Map<number, { ids: number[]; hasAccount: boolean }>();
  const clusterOf = ({ id, isAccount }: Place) => clusters.get(id) ?? { ids: [id], hasAccount: isAccount };

  for (const { one, other } of ties.filter(isStrong).sort(byStrength)) {
    const [mine, theirs] = [clusterOf(one), clusterOf(other)];
    if (mine === theirs || mine.ids.length + theirs.ids.length > limit) continue;
    const isOverOrganization = !(one.isAccount && other.isAccount);
    if (mine.hasAccount && theirs.hasAccount && isOverOrganization) continue;

    const joined = { ids: [...mine.ids, ...theirs.ids], hasAccount: mine.hasAccount || theirs.hasAccount };
    for (const id of joined.ids) clusters.set(id, joined);
  }
  return [...new Set(clusters.values())]
    .map(({ ids }) => ids.sort((a, b) => a - b))
    .sort(([first], [second]) => first! - second!);
}

/** By the share of the smaller, then by people, then by ids, so that no two are alike. */
function byStrength(a: Tie, b: Tie): number {
  return (
    b.sharedPeople * a.peopleOfSmaller - a.sharedPeople * b.peopleOfSmaller ||
    b.sharedPeople - a.sharedPeople ||
    Math.min(a.one.id, a.other.id) - Math.min(b.one.id, b.other.id) ||
    Math.max(a.one.id, a.other.id) - Math.max(b.one.id, b.other.id)
  );
}

/** What was sold once to organizations that each may use all of it; nothing where one of them does not say how much. */
export function sharedPlanOf(planSeatCounts: readonly (number | null)[]): { sold: number; usable: number } | undefined {
  const known = planSeatCounts.filter((count) => count !== null);
  if (known.length === 0 || known.length < planSeatCounts.length) return undefined;
  const sold = Math.max(...known);
  return { sold, usable: sold * known.length };
}

/** A page of clusters, which are long to read: few. */
export const clusterPageSize = 10;

export const clusterKinds = ["all", "people", "stripe"] as const;

type Evidence = {
  evidence: ClusterEvidence;
  stripeId: string | null;
  organizationCount: number;
  people: number;
  soldSeats: number | null;
};

/** Why these organizations seem to be of one customer. */
export function evidenceInWords({ evidence, stripeId, people, ...plan }: Evidence): string {
  const isOne = people === 1;
  const shared = `${people.toLocaleString("en-US")} ${isOne ? "person is" : "people are"} in two or more of them.`;
  if (evidence === "people") return shared;
  const kind = evidence === "stripe_customer" ? "customer" : "subscription";
  return `They share the Stripe ${kind} ${stripeId}: ${soldInWords(plan)}. ${people === 0 ? "Nobody is in two of them." : shared}`;
}

function soldInWords({ organizationCount, soldSeats }: Pick<Evidence, "organizationCount" | "soldSeats">): string {
  if (soldSeats === null) return "how many seats were sold is not known of each";
  const sold = soldSeats.toLocaleString("en-US");
  return `${sold} seats sold, ${organizationCount.toLocaleString("en-US")} × ${sold} usable`;
}

/** What a saved seat is worth where all accounts concerned pay the same; else that is for the contract to say. */
export function commonPrice(prices: readonly (number | undefined)[]): number | undefined {
  return prices.every((price) => price === prices[0]) ? prices[0] : undefined;
}
