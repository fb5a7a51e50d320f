import { formatNumber } from "./format";
import { sameLogin } from "./logins";
import { attachLimit } from "./organizations";

/** Evidence that organizations belong to one customer. */
export const clusterEvidences = ["people", "stripe_customer", "stripe_subscription"] as const;
export type ClusterEvidence = (typeof clusterEvidences)[number];

/**
 * A person in more places than this is a service login, and not evidence that two places belong together. An account
 * counts as one place, since a customer with forty organizations has people in most of them.
 */
export const evidencePlaceLimit = 25;

/** Two places belong together when they share this many people, and this share of the smaller place's people. */
export const sharedPeopleMinimum = 3;
export const sharedPercentMinimum = 20;

/**
 * Two organizations, or two accounts, must also share this percentage of the larger one's people. Otherwise a small
 * company would belong to any large community that its people take part in.
 */
export const sharedPercentOfLargerMinimum = 2;

/** An organization is suggested to an account when they share this percentage of the organization's people. */
export const suggestedPercentMinimum = 5;

/** The number that one step can attach. A larger cluster is more likely chance than one customer. */
export const clusterPlaceLimit = attachLimit;

/** An account gets at most this many suggestions: the organizations that share the most people. */
export const suggestionLimit = 50;

/** Suggestions older than this are counted again. */
const suggestionMinutes = 15;

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

/** A place has people: an account with all its organizations, or an organization in no account. */
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
 * The places that strong ties connect, with ids ascending and clusters sorted by their first id. The order of `ties`
 * makes no difference: the strongest tie is followed first. A tie is skipped if it would connect two accounts through
 * an organization, since consultants who work for both would make them one customer, or if it would make a cluster too
 * large.
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

/** By share of the smaller place, then by people, then by ids, so that no two ties are equal. */
function byStrength(a: Tie, b: Tie): number {
  return (
    b.sharedPeople * a.peopleOfSmaller - a.sharedPeople * b.peopleOfSmaller ||
    b.sharedPeople - a.sharedPeople ||
    Math.min(a.one.id, a.other.id) - Math.min(b.one.id, b.other.id) ||
    Math.max(a.one.id, a.other.id) - Math.max(b.one.id, b.other.id)
  );
}

/** Seats sold once to organizations that can each use all of them; undefined if any organization's plan is unknown. */
export function sharedPlanOf(planSeatCounts: readonly (number | null)[]): { sold: number; usable: number } | undefined {
  const known = planSeatCounts.filter((count) => count !== null);
  if (known.length === 0 || known.length < planSeatCounts.length) return undefined;
  const sold = Math.max(...known);
  return { sold, usable: sold * known.length };
}

/** A cluster takes long to read, so a page has few. */
export const clusterPageSize = 10;

export const clusterKinds = ["all", "people", "stripe"] as const;

type Evidence = {
  evidence: ClusterEvidence;
  stripeId: string | null;
  organizationCount: number;
  people: number;
  soldSeats: number | null;
};

/** Why these organizations seem to belong to one customer. */
export function evidenceInWords({ evidence, stripeId, people, ...plan }: Evidence): string {
  const isOne = people === 1;
  const shared = `${formatNumber(people)} ${isOne ? "person is" : "people are"} in two or more of them.`;
  if (evidence === "people") return shared;
  const kind = evidence === "stripe_customer" ? "customer" : "subscription";
  return `They share the Stripe ${kind} ${stripeId}: ${soldInWords(plan)}. ${people === 0 ? "No one is in two of them." : shared}`;
}

function soldInWords({ organizationCount, soldSeats }: Pick<Evidence, "organizationCount" | "soldSeats">): string {
  if (soldSeats === null) return "seats sold are not known for all of them";
  const sold = formatNumber(soldSeats);
  return `${sold} seats sold, ${formatNumber(organizationCount)} × ${sold} usable`;
}

/** The price of a saved seat if all these accounts pay the same; otherwise the contract decides. */
export function commonPrice(prices: readonly (number | undefined)[]): number | undefined {
  return prices.every((price) => price === prices[0]) ? prices[0] : undefined;
}

const shortestName = 3;

/** What all of these logins begin with, word by word, as a customer's name: "Okto" of okto-cloud and okto-labs. */
export function commonName(logins: readonly string[]): string | undefined {
  const [first = [], ...others] = logins.map((login) => login.split("-"));
  if (others.length === 0) return undefined;
  const end = first.findIndex((word, place) => !others.every((words) => sameLogin(words[place] ?? "", word)));
  const common = first.slice(0, end < 0 ? undefined : end);
  const name = common.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(" ");
  return name.length >= shortestName ? name : undefined;
}
