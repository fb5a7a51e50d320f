import { expect, test } from "vitest";
import { namesInWords } from "./names";

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c", "d"], "a, b, c and d"],
  [["a", "b", "c", "d", "e"], "a, b, c and 2 more"],
])("names are said as people say them, and of many the first: %j", (names, words) => {
  expect(namesInWords(names)).toBe(words);
});
