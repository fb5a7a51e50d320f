import { expect, test } from "vitest";
import { formatCount, formatPercent } from "./format";

test.each([
  [0, "0 accounts"],
  [1, "1 account"],
  [1234, "1,234 accounts"],
])("%d is counted as %o", (count, words) => {
  expect(formatCount(count, "account", "accounts")).toBe(words);
});

test.each([
  [0, 0, "no seats"],
  [0, 7, "0%"],
  [29, 100, "29%"],
  [1999, 2000, "99%"],
  [2000, 2000, "100%"],
  [2301, 2000, "115%"],
])("%d of %d is %o, rounded down", (part, whole, words) => {
  expect(formatPercent(part, whole)).toBe(words);
});
