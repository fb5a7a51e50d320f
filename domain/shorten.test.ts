import { expect, test } from "vitest";
import { shorten } from "./shorten";

test("a text is kept if it fits, else cut with an ellipsis, and no character is halved", () => {
  expect(shorten("abcde", 5)).toBe("abcde");
  expect(shorten("abcdef", 5)).toBe("abcd…");
  expect(shorten("abc😀f", 5)).toBe("abc…");
});
