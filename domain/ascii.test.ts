import { expect, test } from "vitest";
import { asciiLower, isVisibleAscii } from "./ascii";
import { AddStaff } from "./input/staff";
import { isPossibleLogin, loginKey, sameLogin } from "./logins";
import { chooseOrganizations, loginsFrom } from "./organizations";

/** Letters that Unicode folds into ASCII ones: the Kelvin sign, the long s, the dotted I. */
const lookalikes = [
  ["\u212a", "k"],
  ["\u017f", "s"],
  ["\u0130", "i"],
] as const;

test("A to Z alone become small letters", () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  expect(asciiLower(`${letters}[ÀΣ]`)).toBe("abcdefghijklmnopqrstuvwxyz[ÀΣ]");
  for (const [lookalike] of lookalikes) expect(asciiLower(lookalike)).toBe(lookalike);
});

test.each(lookalikes)("%j is not %j, in no login and in no organization to attach", (lookalike, letter) => {
  const [forged, real] = [`ac${lookalike}e`, `ac${letter}e`];
  expect(sameLogin(forged, real)).toBe(false);
  expect(loginKey(forged)).toBe(forged);
  expect(isPossibleLogin(forged)).toBe(false);
  expect(loginsFrom(`${real} ${forged}`)).toEqual([real, forged]);
  const known = [{ id: 1, service: "github" as const, login: real, accountId: null, accountName: null }];
  expect(chooseOrganizations([forged], known, "a1").ids).toEqual([]);
});

test.each([
  ...lookalikes.flatMap(([lookalike]) => [`ann${lookalike}@example.com`, `ann@e${lookalike}ample.com`]),
  "änn@example.com",
  "ann@ex\u0430mple.com",
])("a staff e-mail in more than ASCII is refused: %s", (email) => {
  const { error } = AddStaff.safeParse({ email, role: "support", reason: "New colleague" });
  expect(error?.issues).toMatchObject([{ path: ["email"], message: expect.stringContaining("without accents") }]);
});

test.each([
  ["ann@example.com", true],
  ["!~", true],
  ["", true],
  [" ", false],
  ["\x7f", false],
  ["a\0b", false],
  ["\u212a", false],
])("%j is visible ASCII: %s", (text, isIt) => {
  expect(isVisibleAscii(text)).toBe(isIt);
});
