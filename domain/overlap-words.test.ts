import { describe, expect, test } from "vitest";
import type { Chosen } from "./overlap";
import { chosenInWords, combinationInWords, loginsIn, nameCombination, shortenNames } from "./overlap-words";

const names = (count: number) => Array.from({ length: count }, (_, place) => `n${place + 1}`);

describe("the words of overlap", () => {
  test.each([
    [["acme"], "3 people in acme only"],
    [["acme", "beta"], "3 people in acme and beta only"],
    [["acme", "beta", "gamma"], "3 people in acme, beta, and gamma only"],
    [names(60), "3 people in n1, n2, n3, n4, n5, n6, n7, n8 and 52 more only"],
  ])("%j: %s", (logins, words) => {
    expect(combinationInWords("3 people", logins)).toBe(words);
  });

  test.each<[Chosen, string[], string, RegExp]>([
    [{ kind: "exact", organizationIds: [1, 2] }, ["acme", "beta"], "In exactly acme + beta", /^Exact: .* no other/],
    [{ kind: "exact", organizationIds: [9] }, [], "In exactly no organization of this account", /^Exact/],
    [{ kind: "pair", organizationIds: [1, 2] }, ["acme", "beta"], "In both acme + beta", /^Inclusive: .* others too/],
    [{ kind: "organization", organizationIds: [1] }, ["acme"], "In acme", /^Inclusive: .* others too/],
    [{ kind: "degree", organizations: 1 }, [], "In one organization", /^Exact/],
    [{ kind: "degree", organizations: 4 }, [], "In 4 organizations", /^Exact/],
  ])("%j is said as what it is, exact or inclusive", (chosen, logins, title, description) => {
    expect(chosenInWords(chosen, logins)).toEqual({ title, description: expect.stringMatching(description) });
  });

  test.each([
    [9, undefined],
    [10, "n1, n2, n3, n4, n5, n6, n7, n8 and 2 more"],
    [60, "n1, n2, n3, n4, n5, n6, n7, n8 and 52 more"],
  ])("%i names are shortened to %s", (count, words) => {
    expect(shortenNames(names(count), ", ")).toBe(words);
  });

  test("logins come once each in the account's order, without organizations of other accounts", () => {
    const loginsOf = loginsIn([
      { id: 7, login: "alpha" },
      { id: 3, login: "beta" },
    ]);
    expect(loginsOf([3, 7, 3, 99])).toEqual(["alpha", "beta"]);
    expect(nameCombination(loginsOf([7, 3]))).toBe("alpha + beta");
  });
});
