import { describe, expect, test } from "vitest";
import { isPossibleLogin, isPossibleOrganization, loginFrom, sameLogin } from "./logins";

describe("a valid GitHub login", () => {
  test.each([
    "a",
    "0xMH",
    "249043822",
    "no",
    "null",
    "1e3",
    "ann-lee",
    "x".repeat(39),
    "old-",
    "-ann",
    "ann--lee",
    "0----0",
    "mlindqvist_nwind",
    "ann-two_one",
  ])("%s is one", (login) => expect(isPossibleLogin(login)).toBe(true));
  test.each(["renovate[bot]", `${"x".repeat(39)}[bot]`])("can be an app's: %s", (login) => {
    expect(isPossibleLogin(login)).toBe(true);
  });
  test.each([
    "",
    "-",
    "ann lee",
    "12_34",
    "ann_acme_web",
    "ann_longshortcode",
    "ann\u200b",
    "ann.lee",
    "ann@acme.example",
    "_ann",
    "ann_",
    "änn",
    "ann\n",
    "[bot]",
    "x".repeat(40),
  ])("is not %j", (login) => expect(isPossibleLogin(login)).toBe(false));

  test("two spellings that differ only in case are the same login", () => {
    expect(sameLogin("MadHav", "madhav")).toBe(true);
    expect(sameLogin("ann", "anna")).toBe(false);
  });
});

describe("an organization of GitHub", () => {
  test.each(["acme", "-acme--", "0x1F", "147548", "x".repeat(39)])("can be %s", (name) => {
    expect(isPossibleOrganization(name)).toBe(true);
  });
  test.each(["", "-", "ann_acme", "acme[bot]", "a b", "acme.example", "x".repeat(40)])("cannot be %j", (name) => {
    expect(isPossibleOrganization(name)).toBe(false);
  });
});

describe("a login as people write it", () => {
  test.each([
    ["ann", "ann"],
    ["@ann", "ann"],
    ["\u00a0 @ann\u200b\r\n", "ann"],
    ["https://github.com/ann", "ann"],
    ["http://www.github.com/ann/", "ann"],
    ["github.com/ann?tab=repositories", "ann"],
    ["https://github.com/orgs/acme/people", "acme"],
    ["https://GitHub.com/acme#top", "acme"],
    ["renovate[bot]", "renovate[bot]"],
    ["", ""],
  ])("%j means %j", (typed, login) => expect(loginFrom(typed)).toBe(login));

  test.each([
    "https://github.com/acme/site",
    "https://github.example/ann",
    "https://gitlab.com/ann",
    "ann@acme.example",
    "@@ann",
    "an n",
  ])("that is not one stays impossible: %j", (typed) => expect(isPossibleLogin(loginFrom(typed))).toBe(false));
});
