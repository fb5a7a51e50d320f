import { describe, expect, test } from "vitest";
import {
  accountInWords,
  inOrder,
  isFoundInside,
  listHrefOf,
  matchRanks,
  reasonInWords,
  type SearchGroup,
} from "./search";

test.each([
  ["an", false],
  ["ann", true],
  ["a-b-c", false],
  ["...", false],
  ["öäü", true],
  ["x y 100", true],
  ["acme.example", true],
  ["ann@acme.example", false],
])("%j is looked for inside of names: %s", (text, isInside) => {
  expect(isFoundInside(text)).toBe(isInside);
});

describe("why something was found", () => {
  test.each([
    ["name", null],
    ["login", "login bob"],
    ["former_login", "formerly bob"],
    ["email", "e-mail bob"],
    ["verified_email", "verified e-mail bob"],
    ["merged_name", "formerly a separate record, bob"],
    ["id", "id bob"],
    ["stripe_customer", "Stripe customer bob"],
    ["stripe_subscription", "Stripe subscription bob"],
  ] as const)("%s: %s", (by, words) => {
    expect(reasonInWords({ by, text: "bob", service: null })).toBe(words);
  });

  test("an id is that of a git host", () => {
    expect(reasonInWords({ by: "service_id", text: "5", service: "gitlab" })).toBe("GitLab id 5");
  });
});

test("an account shows how full it is, and whether it is closed or inactive", () => {
  const account = { planSeatCount: 1_000, freeSeatCount: 5, usedSeatCount: 231, organizationCount: 1 };
  const active = { ...account, isActive: true, closedAt: null };
  expect(accountInWords(active)).toBe("1 organization, 231 of 1,005 seats used");
  expect(accountInWords({ ...active, isActive: false, organizationCount: 2 })).toBe(
    "inactive, 2 organizations, 231 of 1,005 seats used",
  );
  expect(accountInWords({ ...active, isActive: false, closedAt: new Date() })).toBe("closed");
});

test("a kind's list is searched for the same text, and the list of accounts includes inactive and closed ones", () => {
  expect(listHrefOf("person", "ann & lee")).toBe("/people?q=ann+%26+lee");
  expect(listHrefOf("account", "acme")).toBe("/accounts?q=acme&status=all");
  expect(listHrefOf("organization", "acme")).toBe("/organizations?q=acme");
});

test("the kind with the best match comes first, and a kind without hits is left out", () => {
  const hits = [{ kind: "person", id: "1", name: "Ann", detail: "", reason: null, href: "/people/1" }] as const;
  const group = (kind: SearchGroup["kind"], rank: keyof typeof matchRanks, some = [...hits]) => ({
    ...{ kind, hits: some, moreHref: null, rank: matchRanks[rank] },
  });
  const kinds = (...groups: Parameters<typeof inOrder>[0]) => inOrder(groups).map(({ kind }) => kind);

  expect(kinds(group("account", "part"), group("organization", "start"), group("person", "whole"))).toEqual([
    "person",
    "organization",
    "account",
  ]);
  expect(kinds(group("person", "start"), group("organization", "start"), group("account", "start"))).toEqual([
    "account",
    "organization",
    "person",
  ]);
  expect(kinds(group("account", "whole", []), group("person", "part"))).toEqual(["person"]);
});
