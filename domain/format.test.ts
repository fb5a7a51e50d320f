import { expect, test } from "vitest";
import { formatCount, formatDay, formatDuration, formatMoney, formatPercent } from "./format";

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

test.each([
  [0, "$0"],
  [7, "$0.07"],
  [1200, "$12"],
  [1250, "$12.50"],
  [1_135_200, "$11,352"],
])("%d cents are shown as %s", (cents, words) => {
  expect(formatMoney(cents)).toBe(words);
});

test("a day is the day in UTC", () => {
  expect(formatDay(new Date("2026-11-23T23:59:59Z"))).toBe("23 Nov 2026");
});

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1000, "1 s"],
  [1549, "1.5 s"],
  [3_600_000, "3,600 s"],
])("%d milliseconds are shown as %s", (milliseconds, words) => {
  expect(formatDuration(milliseconds)).toBe(words);
});
