import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { billedSeats, combinationsOf, everyTwo, inAll, inThisMany, usedBy } from "@/test/models/overlap-model";
import {
  type Combination,
  combinationSorts,
  degreesOf,
  overlappingIn,
  pairsOf,
  peopleIn,
  restOf,
  setsOf,
  sortCombinations,
  topCombinations,
} from "./combinations";
import { doubleCounted } from "./seats";

const combination = (people: number, ...organizationIds: number[]): Combination => ({ organizationIds, people });

/** Web 1 and api 2 share most; docs 3 has a person of its own and one who is everywhere. */
const known = [
  combination(3, 1),
  combination(5, 2),
  combination(5, 1, 2),
  combination(1, 3),
  combination(1, 2, 3),
  combination(1, 1, 2, 3),
];

const organizationIds = [1, 2, 3, 4, 5, 6, 7, 8];
const people = fc.array(fc.subarray(organizationIds), { maxLength: 60 });

describe("combinations", () => {
  test.each([
    ["size", ["2", "1,2", "1", "3", "2,3", "1,2,3"]],
    ["degree", ["2", "1", "3", "1,2", "2,3", "1,2,3"]],
  ] as const)("by %s", (sort, keys) => {
    expect(sortCombinations(known.toReversed(), sort).map((one) => one.organizationIds.join())).toEqual(keys);
  });

  test("the largest come in the requested order, and the rest is summed", () => {
    const { shown, rest } = topCombinations(known, "degree", 3);
    expect(shown).toEqual([combination(5, 2), combination(3, 1), combination(5, 1, 2)]);
    expect(rest).toEqual({ combinations: 3, people: 3 });
  });

  test.each([0, 6, 20])("of six, at most %i are shown", (count) => {
    const { shown, rest } = topCombinations(known, "size", count);
    expect(shown).toHaveLength(Math.min(count, 6));
    expect(rest).toEqual(restOf(known, shown));
    expect(peopleIn(shown) + rest.people).toBe(16);
  });

  test("an account without people has no combinations", () => {
    expect(topCombinations([], "size", 20)).toEqual({ shown: [], rest: { combinations: 0, people: 0 } });
    expect([pairsOf([]), degreesOf([]), setsOf([], [])]).toEqual([[], [], []]);
    expect(overlappingIn([])).toBe(0);
  });
});

describe("sets, pairs and degrees", () => {
  test("an organization counts its people: shared with others, and only here", () => {
    expect(setsOf(known, [4, 3, 2, 1])).toEqual([
      { organizationId: 2, people: 12, shared: 7, onlyHere: 5 },
      { organizationId: 1, people: 9, shared: 6, onlyHere: 3 },
      { organizationId: 3, people: 3, shared: 2, onlyHere: 1 },
      { organizationId: 4, people: 0, shared: 0, onlyHere: 0 },
    ]);
  });

  test("a pair counts the people in both, even if they are in others too", () => {
    expect(pairsOf(known)).toEqual([
      { organizationIds: [1, 2], people: 6, peopleOfSmaller: 9 },
      { organizationIds: [2, 3], people: 2, peopleOfSmaller: 3 },
      { organizationIds: [1, 3], people: 1, peopleOfSmaller: 3 },
    ]);
  });

  test("a number of organizations that no one has is a zero between the others", () => {
    expect(degreesOf([combination(4, 1), combination(2, 1, 2, 3)])).toEqual([
      { organizations: 1, people: 4, doubleCounted: 0 },
      { organizations: 2, people: 0, doubleCounted: 0 },
      { organizations: 3, people: 2, doubleCounted: 4 },
    ]);
  });
});

describe("random people in random organizations", () => {
  test("sets, pairs, degrees and sums equal a count of people one by one", () => {
    fc.assert(
      fc.property(people, (everyone) => {
        const combinations = combinationsOf(everyone);
        const sets = setsOf(combinations, organizationIds);
        for (const { organizationId, people, shared, onlyHere } of sets) {
          expect(people).toBe(inAll(everyone, [organizationId]));
          expect(onlyHere).toBe(
            inAll(
              everyone.filter(({ length }) => length === 1),
              [organizationId],
            ),
          );
          expect(shared + onlyHere).toBe(people);
        }

        const pairs = pairsOf(combinations);
        const isShared = (pair: [number, number]) => inAll(everyone, pair) > 0;
        expect(new Set(pairs.map((pair) => pair.organizationIds.join()))).toEqual(
          new Set(
            everyTwo(organizationIds)
              .filter(isShared)
              .map((pair) => pair.join()),
          ),
        );
        for (const { organizationIds: pair, people, peopleOfSmaller } of pairs) {
          expect(people).toBe(inAll(everyone, pair));
          expect(peopleOfSmaller).toBe(Math.min(inAll(everyone, [pair[0]]), inAll(everyone, [pair[1]])));
        }

        const degrees = degreesOf(combinations);
        for (const { organizations, people } of degrees) expect(people).toBe(inThisMany(everyone, organizations));
        const used = usedBy(everyone);
        const double = degrees.reduce((sum, degree) => sum + degree.doubleCounted, 0);
        expect(double).toBe(doubleCounted({ organizationSeats: billedSeats(everyone), used }));
        expect(degrees.reduce((sum, degree) => sum + degree.people, 0)).toBe(used);
        expect(peopleIn(combinations)).toBe(used);
        expect(overlappingIn(combinations)).toBe(used - inThisMany(everyone, 1));
      }),
    );
  });

  test("whatever is shown, and in whatever order, no combination in the rest is larger and no one is lost", () => {
    fc.assert(
      fc.property(people, fc.nat(12), fc.constantFrom(...combinationSorts), (everyone, count, sort) => {
        const combinations = combinationsOf(everyone);
        const { shown, rest } = topCombinations(combinations, sort, count);
        expect(shown).toEqual(sortCombinations(shown, sort));
        expect(peopleIn(shown) + rest.people).toBe(usedBy(everyone));
        expect(shown.length + rest.combinations).toBe(combinations.length);
        const left = combinations.filter((one) => !shown.includes(one)).map(({ people }) => people);
        expect(Math.max(0, ...left)).toBeLessThanOrEqual(
          Math.min(Number.MAX_SAFE_INTEGER, ...shown.map((one) => one.people)),
        );
      }),
    );
  });
});
