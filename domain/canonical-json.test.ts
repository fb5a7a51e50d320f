import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json";

test.each<[string, unknown, boolean]>([
  ["the same facts in another order", { b: { d: 1, c: [1, 2] }, a: null }, true],
  ["a missing fact spelled out as undefined", { a: null, b: { c: [1, 2], d: 1 }, e: undefined }, true],
  ["a different number within", { a: null, b: { c: [1, 2], d: 2 } }, false],
  ["a number as text", { a: null, b: { c: [1, 2], d: "1" } }, false],
  ["a list in another order", { a: null, b: { c: [2, 1], d: 1 } }, false],
  ["one fact less", { b: { c: [1, 2], d: 1 } }, false],
])("%s: the text is the same is %s", (_, other, isSame) => {
  expect(canonicalJson(other) === canonicalJson({ a: null, b: { c: [1, 2], d: 1 } })).toBe(isSame);
});

test("refuses what would look like any other of its kind", () => {
  for (const value of [new Map([[1, 2]]), new Set([1]), new File(["login"], "roster.csv")]) {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  }
});
