import { expect, test } from "vitest";
import { fromNearerEnd } from "./listings";

test.each([
  ["the first page of many", 1, 1000, { isTurned: false, limit: 50, offset: 0 }],
  ["a page before the middle", 10, 1000, { isTurned: false, limit: 50, offset: 450 }],
  ["a page past the middle", 11, 1000, { isTurned: true, limit: 50, offset: 450 }],
  ["the last page, full", 20, 1000, { isTurned: true, limit: 50, offset: 0 }],
  ["the last page, not full", 20, 951, { isTurned: true, limit: 1, offset: 0 }],
  ["the only page", 1, 7, { isTurned: false, limit: 50, offset: 0 }],
  ["a page past the end", 21, 1000, { isTurned: false, limit: 50, offset: 1000 }],
  ["a page of nothing", 1, 0, { isTurned: false, limit: 50, offset: 0 }],
])("%s is walked to from the nearer end", (_, page, total, part) => {
  expect(fromNearerEnd(page, total)).toEqual(part);
});

test("reversed or not, a page has the rows of its place, in a list of any length", () => {
  for (let total = 0; total < 320; total++) {
    const list = Array.from({ length: total }, (_, place) => place);
    for (let page = 1; page <= 8; page++) {
      const { isTurned, limit, offset } = fromNearerEnd(page, total);
      const walked = (isTurned ? list.toReversed() : list).slice(offset, offset + limit);
      expect(isTurned ? walked.reverse() : walked).toEqual(list.slice((page - 1) * 50, page * 50));
    }
  }
});

test("an order that cannot be reversed is not", () => {
  expect(fromNearerEnd(20, 1000, false)).toEqual({ isTurned: false, limit: 50, offset: 950 });
});
