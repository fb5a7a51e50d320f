import { describe, expect, test } from "vitest";
import { planNewAccount, soldSeatsOf } from "./new-account";

const terms = {
  planSeatCount: 10,
  freeSeatCount: 2,
  overage: "block" as const,
  unitPriceCents: null,
  planPriceCents: 1_200,
};
const coming = (neededSeats: number) => ({ neededSeats, overlappingPeople: 3, noneActivated: undefined });

describe("S9: a new account with organizations", () => {
  test.for<[string, Partial<typeof terms> | { overage: "allow" }, number, object]>([
    ["fits to the last seat", {}, 12, { neededSeats: 12, total: 12, over: 0, refusal: undefined }],
    [
      "one too many names the plan seats that fit",
      {},
      13,
      {
        over: 1,
        refusal: {
          message:
            "These organizations need 13 seats, and the total is 12. Enter 11 plan seats, or set Overage to Allow.",
          field: "planSeatCount",
          planSeatCountThatFits: 11,
        },
      },
    ],
    ["goes beyond the total where that is allowed", { overage: "allow" }, 19, { over: 7, refusal: undefined }],
    ["needs no seat for students and bots", { planSeatCount: 0, freeSeatCount: 0 }, 0, { refusal: undefined }],
  ])("%s", ([, changed, needed, expected]) => {
    expect(planNewAccount({ ...terms, ...changed }, coming(needed))).toMatchObject(expected);
  });
});

test.for([
  [null, 1_200, { price: { cents: 1_200, from: "plan" }, monthlyCents: 12_000 }],
  [999, 1_200, { price: { cents: 999, from: "account" }, monthlyCents: 9_990 }],
  [null, null, { price: undefined, monthlyCents: undefined }],
] as const)("costs plan seats alone: own price %s, the plan's %s", ([unitPriceCents, planPriceCents, expected]) => {
  expect(planNewAccount({ ...terms, unitPriceCents, planPriceCents }, coming(5))).toMatchObject(expected);
});

describe("the seats that old plans sold", () => {
  const plan = (
    id: number,
    seats: number | null,
    subscription: string | null = null,
    customer: string | null = null,
  ) => ({
    id,
    seats,
    subscription,
    customer,
  });
  test.for([
    ["none is known", [plan(1, null), plan(2, null, "sub_1")], undefined],
    ["of one of two", [plan(1, 7), plan(2, null)], 7],
    ["apart", [plan(1, 7), plan(2, 7)], 14],
    ["once for one subscription", [plan(1, 30, "sub_1"), plan(2, 30, "sub_1"), plan(3, 5)], 35],
    ["once for one customer", [plan(1, 30, null, "cus_1"), plan(2, 20, null, "cus_1")], 30],
    ["a plan of no seats is known", [plan(1, 0)], 0],
  ] as const)("%s", ([, plans, sold]) => {
    expect(soldSeatsOf(plans)).toBe(sold);
  });
});
