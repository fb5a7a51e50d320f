import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { periodFrom } from "./input/seat-history";
import { type ChangedDay, daysAfter, mostDays, overOf, type SeatLevel, seatDays } from "./seat-history";

const period = { from: "2026-02-26", to: "2026-03-02" };
const changedOn = (day: string, used: number, total: number, peakUsed = used): ChangedDay => ({
  day,
  used,
  total,
  peakUsed,
});

describe("the days of a period", () => {
  test("keep the seats of the last change, across the end of a month too", () => {
    const days = seatDays([changedOn("2026-02-28", 12, 10)], { used: 8, total: 10 }, period);
    expect(days.map(({ day, used, over }) => [day, used, over])).toEqual([
      ["2026-02-26", 8, 0],
      ["2026-02-27", 8, 0],
      ["2026-02-28", 12, 2],
      ["2026-03-01", 12, 2],
      ["2026-03-02", 12, 2],
    ]);
  });

  test("peak at the morning's seats if the day only went down", () => {
    const [first, second] = seatDays([changedOn("2026-02-26", 3, 10)], { used: 9, total: 10 }, period);
    expect([first!.peakUsed, first!.used, second!.peakUsed]).toEqual([9, 3, 3]);
  });

  test("keep the most used that was gone by the evening, and are over only as they ended", () => {
    const days = seatDays([changedOn("2026-02-27", 4, 5, 9)], { used: 4, total: 5 }, period);
    expect(days.map(({ peakUsed, over }) => [peakUsed, over])).toEqual([
      [4, 0],
      [9, 0],
      [4, 0],
      [4, 0],
      [4, 0],
    ]);
  });

  test("begin with the account, not with a zero", () => {
    expect(seatDays([changedOn("2026-03-01", 1, 5)], undefined, period).map(({ day }) => day)).toEqual([
      "2026-03-01",
      "2026-03-02",
    ]);
    expect(seatDays([], undefined, period)).toEqual([]);
  });
});

test("agree with a walk through every change, in random histories", () => {
  const change = fc.record({ day: fc.nat({ max: 9 }), used: fc.nat({ max: 20 }), total: fc.nat({ max: 20 }) });
  const first = fc.record({ used: fc.nat({ max: 20 }), total: fc.nat({ max: 20 }) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), first, (unordered, before) => {
      const changes = unordered.toSorted((one, other) => one.day - other.day);
      const changed = [...new Set(changes.map(({ day }) => day))].map((day) => {
        const levels = changes.filter((change) => change.day === day);
        return {
          ...levels.at(-1)!,
          day: daysAfter(period.from, day),
          peakUsed: Math.max(...levels.map(({ used }) => used)),
        };
      });
      const days = seatDays(changed, before, { from: period.from, to: daysAfter(period.from, 9) });

      const levels: SeatLevel[] = [before, ...changes];
      expect(Math.max(...days.map(({ peakUsed }) => peakUsed))).toBe(Math.max(...levels.map(({ used }) => used)));
      expect(days.at(-1)).toMatchObject({ used: levels.at(-1)!.used, total: levels.at(-1)!.total });
      for (const day of days) expect(day.over).toBe(overOf(day));
    }),
  );
});

describe("the period an address asks for", () => {
  const today = "2026-11-23";
  test.each([
    ["nothing", {}, "2026-08-26", today],
    ["a period", { from: "2026-01-01", to: "2026-01-31" }, "2026-01-01", "2026-01-31"],
    ["the future", { to: "2027-01-01" }, "2026-08-26", today],
    ["an end before its beginning", { from: "2026-03-01", to: "2026-02-01" }, "2025-11-04", "2026-02-01"],
    ["an end before anything was recorded", { to: "0001-01-01" }, "2026-08-26", today],
    ["text that is not a day", { from: "2026-02-30", to: "soon" }, "2026-08-26", today],
    ["more than is shown", { from: "1999-01-01" }, daysAfter(today, 1 - mostDays), today],
  ])("for %s", (_, address, from, to) => {
    expect(periodFrom(address, today)).toEqual({ from, to, page: 1 });
  });
});
