import { describe, expect, test } from "vitest";
import { type ChangedDay, seatDays } from "./seat-history";
import { daysOverOf, planLeaveOut, planTakeIn, trueUpChange, trueUpDays, trueUpOf } from "./true-up";

const period = { from: "2026-02-26", to: "2026-03-02" };
const afterwards = "2026-03-03";
const leftOut = { actor: "ann@staff.example", reason: "An import by mistake" };

const changedOn = (day: string, used: number, total: number, peakUsed = used): ChangedDay => ({
  day,
  used,
  total,
  peakUsed,
});

/** Over by 2 for two days, then by 3 on the last; 15 were used for a moment on the first. */
const changes = [
  changedOn("2026-02-26", 9, 10, 15),
  changedOn("2026-02-27", 12, 10),
  changedOn("2026-03-01", 12, 14),
  changedOn("2026-03-02", 17, 14),
];
const daysOf = (left: Record<string, typeof leftOut> = {}, today = afterwards) =>
  trueUpDays(seatDays(changes, { used: 8, total: 10 }, period), new Map(Object.entries(left)), today);

describe("what a period owes", () => {
  test("is the most seats over at the end of a day, and not what was taken back within a day", () => {
    expect(trueUpOf(daysOf())).toEqual({
      peakUsed: { seats: 17, day: "2026-03-02" },
      owed: { seats: 3, day: "2026-03-02" },
      daysOver: 3,
      daysLeftOut: 0,
    });
    const within = seatDays([changedOn("2026-02-27", 9, 10, 15)], { used: 8, total: 10 }, period);
    expect(trueUpOf(trueUpDays(within, new Map(), afterwards))).toEqual({
      peakUsed: { seats: 15, day: "2026-02-27" },
      owed: undefined,
      daysOver: 0,
      daysLeftOut: 0,
    });
  });

  test("does not count a day that is left out, which is named apart", () => {
    expect(trueUpOf(daysOf({ "2026-03-02": leftOut }))).toMatchObject({
      owed: { seats: 2, day: "2026-02-27" },
      daysOver: 2,
      daysLeftOut: 1,
    });
    expect(daysOf({ "2026-03-02": leftOut }).at(-1)).toMatchObject({ over: 3, owed: 0, leftOut });
  });

  test("does not count today, which has not ended", () => {
    expect(trueUpOf(daysOf({}, "2026-03-02"))).toMatchObject({ owed: { seats: 2, day: "2026-02-27" }, daysOver: 2 });
  });

  test("is unknown if nothing was recorded", () => {
    expect(trueUpOf([])).toBeUndefined();
  });
});

describe("the days that make it up", () => {
  test("are the days that ended over, the latest first, with their causes or the day since when", () => {
    const causes = [
      { day: "2026-02-27", name: "a grant" },
      { day: "2026-03-02", name: "one more" },
      { day: "2026-03-02", name: "and another" },
    ];
    const shown = daysOverOf(daysOf(), causes).map((row) => [row.day, row.causes.map(({ name }) => name), row.since]);
    expect(shown).toEqual([
      ["2026-03-02", ["one more", "and another"], "2026-03-02"],
      ["2026-02-28", [], "2026-02-27"],
      ["2026-02-27", ["a grant"], "2026-02-27"],
    ]);
  });

  test("are over since before the period if nothing in it put them over", () => {
    const days = trueUpDays(seatDays([], { used: 12, total: 10 }, period), new Map(), afterwards);
    expect(new Set(daysOverOf(days, []).map(({ since }) => since))).toEqual(new Set([undefined]));
  });
});

describe("leaving a day out", () => {
  const over = { day: "2026-02-27", over: 2, today: afterwards, isLeftOut: false };
  test.each([
    ["a day that ended over", {}, undefined],
    ["today", { today: "2026-02-27" }, /^27 Feb 2026 has not ended yet/],
    ["a day to come", { today: "2026-02-01" }, /has not ended yet/],
    ["a day that ended within its total", { over: 0 }, /did not end over the total/],
    ["a day that is left out", { isLeftOut: true }, /is already left out/],
  ])("%s", (_, changed, message) => {
    const { refusal } = planLeaveOut({ ...over, ...changed });
    if (message) expect(refusal?.message).toMatch(message);
    else expect(refusal).toBeUndefined();
  });

  test("can be taken back, once", () => {
    expect(planTakeIn({ ...over, isLeftOut: true }).refusal).toBeUndefined();
    expect(planTakeIn(over).refusal?.message).toBe("27 Feb 2026 is not left out.");
  });

  test("shows what the period would owe, and what it would owe again", () => {
    const leave = { kind: "leaveOut", plan: planLeaveOut({ ...over, day: "2026-03-02", over: 3 }) } as const;
    expect(trueUpChange(daysOf(), leave)).toEqual({
      seatsToTrueUp: { before: 3, after: 2 },
      daysOver: { before: 3, after: 2 },
    });
    const take = { kind: "takeIn", plan: planTakeIn({ day: "2026-03-02", over: 3, isLeftOut: true }) } as const;
    expect(trueUpChange(daysOf({ "2026-03-02": leftOut }), take)).toEqual({
      seatsToTrueUp: { before: 2, after: 3 },
      daysOver: { before: 2, after: 3 },
    });
    const refused = { kind: "takeIn", plan: planTakeIn({ ...over, isLeftOut: false }) } as const;
    expect(trueUpChange(daysOf(), refused).daysOver).toEqual({ before: 3, after: 3 });
  });
});
