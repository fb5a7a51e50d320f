import { describe, expect, test } from "vitest";
import { isPossibleLogin, sameLogin } from "./logins";

describe("a valid GitHub login", () => {
  test.each(["a", "0xMH", "249043822", "no", "null", "1e3", "ann-lee", "x".repeat(39), "old-", "mlindqvist_nwind"])(
    "%s is one",
    (login) => expect(isPossibleLogin(login)).toBe(true),
  );
  test.each(["renovate[bot]", `${"x".repeat(39)}[bot]`])("can be an app's: %s", (login) => {
    expect(isPossibleLogin(login)).toBe(true);
  });
  test.each([
    "",
    "-ann",
    "ann--lee",
    "ann lee",
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
