import { expect, test } from "vitest";
import { searchTextFrom } from "./searched-text";

test.each([
  ["  Ann \t\n Lee ", "Ann Lee"],
  ["@ann-lee", "ann-lee"],
  ["@ann lee", "@ann lee"],
  ["@", "@"],
  ["ann@acme.example", "ann@acme.example"],
  ["https://github.com/ann-lee", "ann-lee"],
  [" http://www.github.com/Acme/console/pull/7?q=1#files ", "Acme"],
  ["github.com/orgs/acme/people", "acme"],
  ["https://gitlab.com/groups/acme", "acme"],
  ["https://github.com/", "https://github.com/"],
  ["https://example.com/ann", "https://example.com/ann"],
  ["a\0b", ""],
  ["half \ud83d", ""],
  ["x".repeat(300), "x".repeat(200)],
  [`${"x".repeat(199)}😀`, "x".repeat(199)],
  ["   ", ""],
])("%j is searched for as %j", (typed, searched) => {
  expect(searchTextFrom(typed)).toBe(searched);
});
