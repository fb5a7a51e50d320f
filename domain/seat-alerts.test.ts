import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AlertListing } from "./input/alerts";
import { alertPayload, clearance, newsOf, planAlerts, thresholds } from "./seat-alerts";

describe("which alerts seats raise and clear", () => {
  test.each<[used: number, total: number, raised: number[], raise: number[], clear: number[]]>([
    [79, 100, [], [], []],
    [80, 100, [], [80], []],
    [89, 100, [80], [], []],
    [90, 100, [80], [90], []],
    [95, 100, [], [80, 90], []],
    [99, 100, [80, 90], [], []],
    [100, 100, [80, 90], [100], []],
    [130, 100, [80, 90, 100], [], []],
    // Clearly below: five points, no less.
    [95, 100, [80, 90, 100], [], []],
    [94, 100, [80, 90, 100], [], [100]],
    [85, 100, [80, 90], [], []],
    [84, 100, [80, 90], [], [90]],
    [75, 100, [80], [], []],
    [74, 100, [80], [], [80]],
    [0, 100, [80, 90, 100], [], [80, 90, 100]],
    // Not rounded: 8 of 11 is 72.7%, 9 of 11 is 81.8%.
    [8, 11, [80], [], [80]],
    [9, 11, [], [80], []],
    // Without a seat, the first one used is past them all.
    [0, 0, [], [], []],
    [1, 0, [], [80, 90, 100], []],
    [0, 0, [80, 90, 100], [], [80, 90, 100]],
    [10_000_000, 20_000_000, [], [], []],
    [20_000_000, 20_000_000, [80, 90], [100], []],
  ])("%i of %i with %j raised raises %j and clears %j", (used, total, raised, raise, clear) => {
    expect(planAlerts({ used, total }, raised)).toEqual({ raise, clear });
  });

  const levels = fc.array(fc.record({ used: fc.nat({ max: 30 }), total: fc.nat({ max: 30 }) }), { maxLength: 60 });

  test("however seats change, no alert is raised again before the seats were clearly below it", () => {
    fc.assert(
      fc.property(levels, (history) => {
        let raised: number[] = [];
        for (const level of history) {
          const plan = planAlerts(level, raised);
          for (const threshold of plan.clear) {
            expect(level.used === 0 || level.used * 100 < level.total * (threshold - clearance)).toBe(true);
          }
          const after = [...raised.filter((one) => !plan.clear.includes(one)), ...plan.raise];
          // The same seats again change nothing, no change does both, and an account past 90% is past 80%.
          expect(planAlerts(level, after)).toEqual({ raise: [], clear: [] });
          expect(Math.min(plan.raise.length, plan.clear.length)).toBe(0);
          expect(after.toSorted((a, b) => a - b)).toEqual(thresholds.slice(0, after.length));
          raised = after;
        }
      }),
    );
  });
});

test.each<[raise: number[], clear: number[], news: ReturnType<typeof newsOf>]>([
  [[], [], undefined],
  [[80, 90, 100], [], { type: "seat_alert.raised", threshold: 100 }],
  [[90], [], { type: "seat_alert.raised", threshold: 90 }],
  [[], [90, 100], { type: "seat_alert.cleared", threshold: 90 }],
])("with %j raised and %j cleared a webhook gets one message", (raise, clear, news) => {
  expect(newsOf({ raise, clear })).toEqual(news);
});

test("a message names the account, the threshold and the seats, and whether the account is over", () => {
  const at = new Date("2026-03-04T05:06:07.890Z");
  const account = { id: "okto", name: "Oktopod", at, used: 231, total: 220 };
  expect(alertPayload({ type: "seat_alert.raised", threshold: 100 }, account)).toEqual({
    type: "seat_alert.raised",
    timestamp: "2026-03-04T05:06:07.890Z",
    data: {
      account_id: "okto",
      account_name: "Oktopod",
      threshold_percent: 100,
      used_seats: 231,
      total_seats: 220,
      is_over: true,
      over_by: 11,
    },
  });
  const full = alertPayload({ type: "seat_alert.raised", threshold: 100 }, { ...account, total: 231 });
  expect(full.data).toMatchObject({ is_over: false, over_by: 0 });
});

test("a mistyped address of the list shows raised alerts", () => {
  expect(AlertListing.parse({ status: "loud", page: "-1" })).toEqual({ q: "", status: "raised", page: 1 });
});
