import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clustersOf,
  commonName,
  commonPrice,
  evidenceInWords,
  isStrong,
  nextRefreshAt,
  type Place,
  sharedPlanOf,
  type Tie,
} from "./clusters";

const organization = (id: number): Place => ({ id, isAccount: false });
const account = (id: number): Place => ({ id: -id, isAccount: true });
const tie = (one: Place, other: Place, sharedPeople = 10, peopleOfSmaller = 10, peopleOfLarger = 20): Tie => ({
  one,
  other,
  sharedPeople,
  peopleOfSmaller,
  peopleOfLarger,
});

describe("a tie that is strong enough", () => {
  const [two, accounts, mixed] = [
    [organization(1), organization(2)],
    [account(1), account(2)],
    [account(1), organization(2)],
  ] as const;
  test.each([
    [two, 2, 2, 2, false],
    [two, 3, 3, 3, true],
    [two, 3, 15, 15, true],
    [two, 3, 16, 16, false],
    [two, 20, 100, 1000, true],
    [two, 19, 100, 100, false],
    [two, 20, 100, 1001, false],
    [accounts, 20, 100, 1001, false],
    [mixed, 20, 100, 1001, true],
    [mixed, 19, 100, 1001, false],
  ])("%j share %i of %i and %i: %s", ([one, other], sharedPeople, peopleOfSmaller, peopleOfLarger, strong) => {
    expect(isStrong(tie(one, other, sharedPeople, peopleOfSmaller, peopleOfLarger))).toBe(strong);
  });
});

test.each([
  [undefined, undefined, "10:00:00"],
  [undefined, "09:00:00", "10:00:00"],
  ["09:50:00", undefined, "10:05:00"],
  ["09:50:00", "09:49:59", "10:05:00"],
  ["09:50:00", "09:50:00", "10:05:00"],
  ["09:50:00", "09:50:01", "09:50:11"],
  ["09:50:00", "10:04:55", "10:05:00"],
])("suggestions as of %s, with an import at %s, are refreshed at %s", (asOf, importedAt, refreshedAt) => {
  const at = (time: string) => new Date(`2026-11-02T${time}Z`);
  const known = { asOf: asOf ? at(asOf) : undefined, importedAt: importedAt ? at(importedAt) : undefined };
  expect(nextRefreshAt(known, at("10:00:00"))).toEqual(at(refreshedAt));
});

describe("seats that were sold once", () => {
  test.each([
    [[50, 50, 50], { sold: 50, usable: 150 }],
    [[10, 50], { sold: 50, usable: 100 }],
    [[50, null], undefined],
    [[null, null], undefined],
    [[], undefined],
  ])("to organizations with %j plan seats is %j", (counts, plan) => {
    expect(sharedPlanOf(counts)).toEqual(plan);
  });
});

test.each([
  [[], undefined],
  [[1200], 1200],
  [[1200, 1200], 1200],
  [[1200, 1000], undefined],
  [[undefined, 1200], undefined],
  [[undefined], undefined],
])("accounts that pay %j have in common %s", (prices, price) => {
  expect(commonPrice(prices)).toBe(price);
});

describe("evidence in words", () => {
  const shared = { stripeId: null, organizationCount: 3, people: 1204, soldSeats: null };
  const stripe = { ...shared, stripeId: "sub_1", people: 0 };
  test.each([
    [{ ...shared, evidence: "people" as const }, "1,204 people are in two or more of them."],
    [
      { ...stripe, evidence: "stripe_subscription" as const, soldSeats: 50 },
      "They share the Stripe subscription sub_1: 50 seats sold, 3 × 50 usable. No one is in two of them.",
    ],
    [
      { ...stripe, evidence: "stripe_customer" as const, people: 1 },
      "They share the Stripe customer sub_1: seats sold are not known for all of them. 1 person is in two or more of them.",
    ],
  ])("%j", (evidence, words) => {
    expect(evidenceInWords(evidence)).toBe(words);
  });
});

describe("organizations that belong together", () => {
  test.each<[string, Tie[], number[][]]>([
    ["no one is shared", [], []],
    ["a pair", [tie(organization(2), organization(1))], [[1, 2]]],
    ["a chain", [tie(organization(1), organization(2)), tie(organization(2), organization(3))], [[1, 2, 3]]],
    ["a weak tie", [tie(organization(1), organization(2), 2)], []],
    ["an organization and an account", [tie(account(7), organization(2))], [[-7, 2]]],
    ["two accounts that share people themselves", [tie(account(7), account(8))], [[-8, -7]]],
    [
      "an organization between two accounts goes with the one that it shares more with",
      [tie(account(7), organization(2), 9), tie(account(8), organization(2), 8)],
      [[-7, 2]],
    ],
    [
      "a chain of organizations does not bring two accounts together",
      [tie(account(7), organization(1)), tie(organization(1), organization(2), 5), tie(organization(2), account(8))],
      [
        [-8, 2],
        [-7, 1],
      ],
    ],
  ])("%s", (_, ties, clusters) => {
    expect(clustersOf(ties)).toEqual(clusters);
    expect(clustersOf(ties.toReversed())).toEqual(clusters);
  });

  const places = fc.integer({ min: 1, max: 12 });
  const anyTie = fc
    .record({
      a: places,
      b: places,
      sharedPeople: fc.integer({ min: 0, max: 9 }),
      more: fc.integer({ min: 0, max: 40 }),
    })
    .filter(({ a, b }) => a !== b);
  /** Places up to `accounts` are accounts; two places have at most one tie, since people are counted once per pair. */
  const tiesOf = (drawn: { a: number; b: number; sharedPeople: number; more: number }[], accounts: number): Tie[] => {
    const byPair = new Map(drawn.map((one) => [[one.a, one.b].sort().join(), one]));
    return [...byPair.values()].map(({ a, b, sharedPeople, more }) =>
      tie({ id: a, isAccount: a <= accounts }, { id: b, isAccount: b <= accounts }, sharedPeople, sharedPeople + more),
    );
  };
  const drawn = fc.array(anyTie, { maxLength: 30 });

  test("are connected by a walk along strong ties, if no rule forbids it", () => {
    fc.assert(
      fc.property(drawn, (some) => {
        const ties = tiesOf(some, 0);
        expect(clustersOf(ties, Number.POSITIVE_INFINITY)).toEqual(walk(ties));
      }),
    );
  });

  test("match a plain model of the rules, in whatever order the ties come", () => {
    fc.assert(
      fc.property(drawn, fc.nat({ max: 6 }), fc.integer({ min: 1, max: 5 }), (some, accounts, limit) => {
        const ties = tiesOf(some, accounts);
        const clusters = clustersOf(ties, limit);
        expect(clusters).toEqual(grow(ties, limit));
        expect(clustersOf(ties.toReversed(), limit)).toEqual(clusters);
        expect(clusters.every(({ length }) => length >= 2 && length <= limit)).toBe(true);
      }),
    );
  });
});

const ascending = (a: number, b: number) => a - b;
const inOrder = (sets: Set<number>[]) =>
  sets
    .filter(({ size }) => size > 1)
    .map((set) => [...set].sort(ascending))
    .sort((a, b) => a[0]! - b[0]!);

/** Everything that can be reached from each place. */
function walk(ties: Tie[]): number[][] {
  const strong = ties.filter(isStrong);
  const found: Set<number>[] = [];
  for (const start of strong.flatMap(({ one, other }) => [one.id, other.id])) {
    if (found.some((set) => set.has(start))) continue;
    const reached = new Set([start]);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const { one, other } of strong) {
        if (reached.has(one.id) || reached.has(other.id)) reached.add(one.id).add(other.id);
      }
    }
    found.push(reached);
  }
  return inOrder(found);
}

/** Takes the strongest tie that is left, again and again, and joins two sets where the rules allow it. */
function grow(ties: Tie[], limit: number): number[][] {
  const left = ties.filter((one) => one.sharedPeople >= 3 && one.sharedPeople / one.peopleOfSmaller >= 0.2);
  const isAccount = new Map(ties.flatMap(({ one, other }) => [one, other]).map((place) => [place.id, place.isAccount]));
  let sets = [...isAccount.keys()].map((id) => new Set([id]));
  while (left.length > 0) {
    const rank = (one: Tie) => [
      -one.sharedPeople / one.peopleOfSmaller,
      -one.sharedPeople,
      ...[one.one.id, one.other.id].sort(ascending),
    ];
    const strongest = left.reduce((best, one) => (isBefore(rank(one), rank(best)) ? one : best));
    left.splice(left.indexOf(strongest), 1);
    const pair = sets.filter((set) => set.has(strongest.one.id) || set.has(strongest.other.id));
    const together = new Set(pair.flatMap((set) => [...set]));
    const areBothWithAccount = pair.every((set) => [...set].some((id) => isAccount.get(id)));
    const isBetweenAccounts = strongest.one.isAccount && strongest.other.isAccount;
    if (pair.length < 2 || together.size > limit || (areBothWithAccount && !isBetweenAccounts)) continue;
    sets = [...sets.filter((set) => !pair.includes(set)), together];
  }
  return inOrder(sets);
}

function isBefore(a: number[], b: number[]): boolean {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place >= 0 && a[place]! < b[place]!;
}

test.for<[string[], string | undefined]>([
  [["okto-cloud", "okto-labs"], "Okto"],
  [["kubernetes", "kubernetes-sigs", "kubernetes-csi"], "Kubernetes"],
  [["north-wind-grid", "North-Wind-docs"], "North Wind"],
  [["acme", "acme"], "Acme"],
  [["kubernetes", "etcd-io"], undefined],
  [["acmeworks", "acmesoft"], undefined],
  [["my-shop", "my-docs"], undefined],
  [["acme-docs"], undefined],
  [[], undefined],
])("the customer of %j may be called %s", ([logins, name]) => {
  expect(commonName(logins)).toBe(name);
});
