import { expect, test } from "vitest";
import { seatVerdict } from "./seat-check";

test.each([
  ["fits", { used: 10, recountedUsed: 10, total: 10 }],
  ["fits", { used: 0, recountedUsed: 0, total: 0 }],
  ["over by 1,234", { used: 1_244, recountedUsed: 1_244, total: 10 }],
  ["differs", { used: 9, recountedUsed: 10, total: 10 }],
  ["differs", { used: 12, recountedUsed: 11, total: 10 }],
])("reports %s for %o", (words, counts) => {
  expect(seatVerdict(counts).words).toBe(words);
});
