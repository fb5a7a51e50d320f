import { describe, expect, test } from "vitest";
import type { SearchGroup } from "@/domain/search";
import { optionAfter, optionsOf } from "./search-options";

const hit = (kind: SearchGroup["kind"], id: string) => ({
  ...{ kind, id, name: id, detail: "", reason: null, href: `/${kind}/${id}` },
});

const groups: SearchGroup[] = [
  { kind: "person", hits: [hit("person", "1"), hit("person", "2")], moreHref: "/people?q=x" },
  { kind: "account", hits: [hit("account", "1")], moreHref: null },
];

test("every hit is an option, and the way to more stands behind its own kind", () => {
  expect(optionsOf(groups)).toEqual([
    { key: "person-1", href: "/person/1" },
    { key: "person-2", href: "/person/2" },
    { key: "person-more", href: "/people?q=x" },
    { key: "account-1", href: "/account/1" },
  ]);
});

describe("a key goes to", () => {
  const options = optionsOf(groups);
  test.each([
    ["ArrowDown", undefined, "person-1"],
    ["ArrowDown", 0, "person-2"],
    ["ArrowDown", 3, "person-1"],
    ["ArrowUp", 3, "person-more"],
    ["ArrowUp", 0, "account-1"],
    ["ArrowUp", undefined, "account-1"],
    ["Home", 2, "person-1"],
    ["End", 0, "account-1"],
    ["a", 0, undefined],
  ])("%s at %s: %s", (key, place, expected) => {
    expect(optionAfter(options, place === undefined ? undefined : options[place], key)?.key).toBe(expected);
  });

  test.each(["ArrowDown", "ArrowUp", "Home", "End"])("%s: nowhere, where nothing is found", (key) => {
    expect(optionAfter([], undefined, key)).toBeUndefined();
  });
});
