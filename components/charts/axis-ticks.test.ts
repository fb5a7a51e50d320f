import fc from "fast-check";
import { expect, test } from "vitest";
import { axisTicks } from "./axis-ticks";

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [6, [0, 1, 2, 3, 4, 5, 6]],
  [7, [0, 2, 4, 6, 8]],
  [63, [0, 20, 40, 60, 80]],
  [231, [0, 50, 100, 150, 200, 250]],
  [1140, [0, 200, 400, 600, 800, 1000, 1200]],
])("up to %d seats the axis says %j", (most, ticks) => {
  expect(axisTicks(most)).toEqual(ticks);
});

test("whatever there is, it fits below the last of at most seven", () => {
  fc.assert(
    fc.property(fc.nat(), (most) => {
      const ticks = axisTicks(most);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(1, most));
      expect(ticks.every((tick) => Number.isInteger(tick))).toBe(true);
    }),
  );
});
