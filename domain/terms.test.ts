import { expect, test } from "vitest";
import { explanationOf } from "./terms";

test("a term is explained in sentences, and what needs no explanation has none", () => {
  expect(explanationOf("Used seats")).toMatch(/^People who take a seat .+\.$/);
  expect(explanationOf("Over by")).toContain("over by 11");
  expect([explanationOf("Reason"), explanationOf("constructor"), explanationOf("")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
