import { describe, expect, test } from "vitest";
import {
  doubleCounted,
  isNearlyFull,
  refuseGrant,
  refuseSeatCut,
  type SeatAccount,
  seatTotals,
  usedPercent,
} from "./seats";

const account: SeatAccount = {
  isActive: true,
  closedAt: null,
  planSeatCount: 8,
  freeSeatCount: 2,
  overage: "block",
};

describe("S5: total is plan and free seats; available and over are never negative", () => {
  test.each([
    { used: 0, planSeatCount: 0, freeSeatCount: 0, total: 0, available: 0, over: 0 },
    { used: 3, planSeatCount: 0, freeSeatCount: 0, total: 0, available: 0, over: 3 },
    { used: 0, planSeatCount: 8, freeSeatCount: 2, total: 10, available: 10, over: 0 },
    { used: 10, planSeatCount: 8, freeSeatCount: 2, total: 10, available: 0, over: 0 },
    { used: 22, planSeatCount: 8, freeSeatCount: 2, total: 10, available: 0, over: 12 },
    { used: 92_257, planSeatCount: 100_000, freeSeatCount: 0, total: 100_000, available: 7_743, over: 0 },
  ])("$used used of $planSeatCount and $freeSeatCount", ({ used, planSeatCount, freeSeatCount, ...totals }) => {
    expect(seatTotals({ planSeatCount, freeSeatCount }, used)).toEqual({ used, ...totals });
  });
});

test.each([
  [0, 0, undefined],
  [3, 0, undefined],
  [0, 10, 0],
  [199, 200, 99],
  [200, 200, 100],
  [22, 10, 220],
])("S5: %i of %i seats are %s per cent, rounded down and never NaN", (used, total, percent) => {
  expect(usedPercent({ used, total })).toBe(percent);
});

test.each([
  [89, 100, false],
  [90, 100, true],
  [100, 100, true],
  [101, 100, false],
  [0, 0, false],
])("%i of %i seats is nearly full: %s", (used, planSeatCount, isNearly) => {
  expect(isNearlyFull(seatTotals({ planSeatCount, freeSeatCount: 0 }, used))).toBe(isNearly);
});

test("S6: double counted is what billing each organization would charge on top of the seats used", () => {
  expect(doubleCounted({ organizationSeats: 2_666, used: 1_509 })).toBe(1_157);
  expect(doubleCounted({ organizationSeats: 4, used: 4 })).toBe(0);
});

describe("S7, S9: a grant", () => {
  test.each([
    { case: "within the total is made", usedBefore: 0, usedAfter: 10 },
    { case: "that costs nothing is made while full", usedBefore: 10, usedAfter: 10 },
    { case: "that costs nothing is made while over", usedBefore: 14, usedAfter: 14 },
    { case: "that lowers what is used is made while over", usedBefore: 14, usedAfter: 12 },
    { case: "beyond the total is made where overage is allowed", usedBefore: 10, usedAfter: 40, overage: "allow" },
  ] as const)("$case", ({ usedBefore, usedAfter, ...terms }) => {
    expect(refuseGrant({ account: { ...account, ...terms }, usedBefore, usedAfter })).toBeUndefined();
  });

  test("beyond the total is refused, naming the seats short and the plan seats that would be enough", () => {
    expect(refuseGrant({ account, usedBefore: 9, usedAfter: 1_509 })).toEqual({
      code: "no_seats",
      message: "1,499 seats short: 1,509 needed, 10 in the pool. Raise plan seats to 1,507, or free 1,499.",
      missing: 1_499,
      planSeatCountThatFits: 1_507,
    });
  });

  test("with the plan seats that the refusal names is possible", () => {
    const grant = { usedBefore: 9, usedAfter: 1_509 };
    const refusal = refuseGrant({ account, ...grant });
    const raised = { ...account, planSeatCount: refusal!.planSeatCountThatFits! };
    expect(refuseGrant({ account: raised, ...grant })).toBeUndefined();
    expect(refuseGrant({ account: { ...raised, planSeatCount: raised.planSeatCount - 1 }, ...grant })).toBeDefined();
  });

  test("that raises used seats while over is refused, however little", () => {
    expect(refuseGrant({ account, usedBefore: 14, usedAfter: 15 })).toMatchObject({ code: "no_seats", missing: 5 });
  });

  test.each([
    { code: "account_inactive", isActive: false, closedAt: null },
    { code: "account_closed", isActive: false, closedAt: new Date() },
  ])("is refused as $code even when it costs nothing and overage is allowed", ({ code, ...state }) => {
    const refusal = refuseGrant({ account: { ...account, ...state, overage: "allow" }, usedBefore: 4, usedAfter: 4 });
    expect(refusal).toMatchObject({ code });
  });
});

describe("seat cut", () => {
  const before = { planSeatCount: 8, freeSeatCount: 2 };

  test.each([
    { case: "down to what is used", used: 9, after: { planSeatCount: 7, freeSeatCount: 2, overage: "block" } },
    {
      case: "below used with overage allowed",
      used: 9,
      after: { planSeatCount: 1, freeSeatCount: 0, overage: "allow" },
    },
    {
      case: "that keeps the total while over",
      used: 40,
      after: { planSeatCount: 10, freeSeatCount: 0, overage: "block" },
    },
    {
      case: "that raises the total while over",
      used: 40,
      after: { planSeatCount: 9, freeSeatCount: 2, overage: "block" },
    },
    { case: "of none: allow turns into block while over", used: 40, after: { ...before, overage: "block" } },
  ] as const)("$case is possible", ({ used, after }) => {
    expect(refuseSeatCut({ before, after, used })).toBeUndefined();
  });

  test("below used is refused while overage is blocked, and names the numbers", () => {
    const after = { planSeatCount: 5, freeSeatCount: 2, overage: "block" } as const;
    expect(refuseSeatCut({ before, after, used: 9 })).toBe(
      "9 seats are in use, so a total of 7 would be over by 2. Keep at least 9 in total, or set Overage to Allow.",
    );
  });

  test("while already over is refused, however little", () => {
    const after = { planSeatCount: 7, freeSeatCount: 2, overage: "block" } as const;
    expect(refuseSeatCut({ before, after, used: 40 })).toBeDefined();
  });
});
