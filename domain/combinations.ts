/**
 * How many seat-takers are activated in exactly these organizations of an account (ids ascending) and in no other.
 * Each seat-taker is in one combination, so every overlap number follows from combinations.
 */
export type Combination = { organizationIds: readonly number[]; people: number };

/** The seat-takers of one organization: in others too, or only in this one. */
export type OrganizationSet = { organizationId: number; people: number; shared: number; onlyHere: number };

/** Two organizations, the people in both (and maybe in others), and the seat-takers of the smaller one. */
export type Pair = { organizationIds: [number, number]; people: number; peopleOfSmaller: number };

/** How many seat-takers are in this many organizations, and how many extra seats billing each one would charge. */
export type Degree = { organizations: number; people: number; doubleCounted: number };

export const combinationSorts = ["size", "degree"] as const;
export type CombinationSort = (typeof combinationSorts)[number];

const bySize = (one: Combination, other: Combination) =>
  other.people - one.people ||
  one.organizationIds.length - other.organizationIds.length ||
  compareIds(one.organizationIds, other.organizationIds);

const byDegree = (one: Combination, other: Combination) =>
  one.organizationIds.length - other.organizationIds.length || bySize(one, other);

/** By size: the largest first. By degree: fewest organizations first, and the largest first within a degree. */
export function sortCombinations(combinations: readonly Combination[], sort: CombinationSort): Combination[] {
  return combinations.toSorted(sort === "size" ? bySize : byDegree);
}

/** The largest combinations in the requested order, and the sum of the rest. */
export function topCombinations(combinations: readonly Combination[], sort: CombinationSort, count: number) {
  const largest = sortCombinations(combinations, "size").slice(0, count);
  return { shown: sortCombinations(largest, sort), rest: restOf(combinations, largest) };
}

/** How many combinations are not shown, and how many people they have. */
export function restOf(all: readonly Combination[], shown: readonly Combination[]) {
  return { combinations: all.length - shown.length, people: peopleIn(all) - peopleIn(shown) };
}

/** The sum of people; for all combinations of an account, its used seats. */
export function peopleIn(combinations: readonly Combination[]): number {
  return combinations.reduce((sum, { people }) => sum + people, 0);
}

export function overlappingIn(combinations: readonly Combination[]): number {
  return peopleIn(combinations.filter(({ organizationIds }) => organizationIds.length > 1));
}

/** Every organization, even without seat-takers; the largest first. */
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

/** Every two organizations that share a seat-taker; pairs that share the most come first. */
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

/** From one organization to the most that anyone is in, with zeros for numbers in between that no one has. */
export function degreesOf(combinations: readonly Combination[]): Degree[] {
  const most = Math.max(0, ...new Set(combinations.map(({ organizationIds }) => organizationIds.length)));
  const degrees = Array.from({ length: most }, (_, place) => ({
    organizations: place + 1,
    people: 0,
    doubleCounted: 0,
  }));
  for (const { organizationIds, people } of combinations) {
    const degree = degrees[organizationIds.length - 1];
    if (!degree) throw new Error("A combination names at least one organization.");
    degree.people += people;
    degree.doubleCounted += people * (organizationIds.length - 1);
  }
  return degrees;
}

function compareIds(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((id, index) => id !== other[index]);
  return place === -1 ? one.length - other.length : one[place]! - (other[place] ?? 0);
}
