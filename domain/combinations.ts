/**
 * How many seat-takers are activated in exactly these organizations of an account, ids ascending, and in no other.
 * Each seat-taker counts in one combination, so every number of overlap falls out of these.
 */
export type Combination = { organizationIds: readonly number[]; people: number };

/** The seat-takers of one organization: those in others too, and those in it alone. */
export type OrganizationSet = { organizationId: number; people: number; shared: number; onlyHere: number };

/** Two organizations and whoever is in both, others included, beside the seat-takers of the smaller. */
export type Pair = { organizationIds: [number, number]; people: number; peopleOfSmaller: number };

/** How many seat-takers are in this many organizations, and what billing each of them would charge on top. */
export type Degree = { organizations: number; people: number; doubleCounted: number };

export const combinationSorts = ["size", "degree"] as const;
export type CombinationSort = (typeof combinationSorts)[number];

const bySize = (one: Combination, other: Combination) =>
  other.people - one.people ||
  one.organizationIds.length - other.organizationIds.length ||
  compareIds(one.organizationIds, other.organizationIds);

const byDegree = (one: Combination, other: Combination) =>
  one.organizationIds.length - other.organizationIds.length || bySize(one, other);

/** By size the largest first; by degree those of one organization first, the largest of each degree first. */
export function sortCombinations(combinations: readonly Combination[], sort: CombinationSort): Combination[] {
  return combinations.toSorted(sort === "size" ? bySize : byDegree);
}

/** The largest, in the order asked for, and what is left. */
export function topCombinations(combinations: readonly Combination[], sort: CombinationSort, count: number) {
  const largest = sortCombinations(combinations, "size").slice(0, count);
  return { shown: sortCombinations(largest, sort), rest: restOf(combinations, largest) };
}

/** What is not among those shown: how many combinations, and how many people. */
export function restOf(all: readonly Combination[], shown: readonly Combination[]) {
  return { combinations: all.length - shown.length, people: peopleIn(all) - peopleIn(shown) };
}

/** The used seats of the account, when it is given every combination. */
export function peopleIn(combinations: readonly Combination[]): number {
  return combinations.reduce((sum, { people }) => sum + people, 0);
}

export function overlappingIn(combinations: readonly Combination[]): number {
  return peopleIn(combinations.filter(({ organizationIds }) => organizationIds.length > 1));
}

/** Every organization, those without a seat-taker too; the largest first. */
export function setsOf(combinations: readonly Combination[], organizationIds: readonly number[]): OrganizationSet[] {
  const sets = new Map(organizationIds.map((id) => [id, { organizationId: id, people: 0, shared: 0, onlyHere: 0 }]));
  for (const combination of combinations) {
    for (const id of combination.organizationIds) {
      const set = sets.get(id) ?? { organizationId: id, people: 0, shared: 0, onlyHere: 0 };
      set.people += combination.people;
      set[combination.organizationIds.length > 1 ? "shared" : "onlyHere"] += combination.people;
      sets.set(id, set);
    }
  }
  return [...sets.values()].sort(
    (one, other) => other.people - one.people || one.organizationId - other.organizationId,
  );
}

/** Every two organizations that share a seat-taker, those that share most first. */
export function pairsOf(combinations: readonly Combination[]): Pair[] {
  const shared = new Map<number, Map<number, number>>();
  for (const { organizationIds, people } of combinations) {
    organizationIds.forEach((one, place) => {
      const others = shared.get(one) ?? new Map<number, number>();
      shared.set(one, others);
      for (const other of organizationIds.slice(place + 1)) others.set(other, (others.get(other) ?? 0) + people);
    });
  }

  const sizes = new Map(setsOf(combinations, []).map(({ organizationId, people }) => [organizationId, people]));
  const smaller = (one: number, other: number) => Math.min(sizes.get(one) ?? 0, sizes.get(other) ?? 0);
  return [...shared]
    .flatMap(([one, others]) =>
      [...others].map(([other, people]): Pair => {
        return { organizationIds: [one, other], people, peopleOfSmaller: smaller(one, other) };
      }),
    )
    .sort((one, other) => other.people - one.people || compareIds(one.organizationIds, other.organizationIds));
}

/** From one organization up to the most that anybody is in; a number that nobody has is a zero between them. */
export function degreesOf(combinations: readonly Combination[]): Degree[] {
  const most = Math.max(0, ...new Set(combinations.map(({ organizationIds }) => organizationIds.length)));
  const degrees = Array.from({ length: most }, (_, place) => ({
    organizations: place + 1,
    people: 0,
    doubleCounted: 0,
  }));
  for (const { organizationIds, people } of combinations) {
    const degree = degrees[organizationIds.length - 1];
    if (!degree) throw new Error("A combination names one organization at least.");
    degree.people += people;
    degree.doubleCounted += people * (organizationIds.length - 1);
  }
  return degrees;
}

function compareIds(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((id, index) => id !== other[index]);
  return place === -1 ? one.length - other.length : one[place]! - (other[place] ?? 0);
}
