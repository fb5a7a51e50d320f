import { expect, test } from "vitest";
import { retryDelay } from "./background-jobs";

test.each([
  [1, 10],
  [2, 20],
  [3, 40],
  [6, 320],
  [7, 600],
  [2_000, 600],
])("after %i failures in a row a job waits %i seconds", (failures, seconds) => {
  expect(retryDelay(failures)).toBe(seconds * 1_000);
});
