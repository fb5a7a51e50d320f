import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UnitPrice } from "./input/fields";
import { priceOfSeats, typedPrice, unitPriceLimit, unitPriceOf } from "./money";
import { seatLimit } from "./seats";

describe("the unit price of an account", () => {
  test.each([
    { own: 950, plans: 1200, price: { cents: 950, from: "account" } },
    { own: 950, plans: null, price: { cents: 950, from: "account" } },
    { own: null, plans: 1200, price: { cents: 1200, from: "plan" } },
    { own: 0, plans: 1200, price: { cents: 0, from: "account" } },
    { own: null, plans: 0, price: { cents: 0, from: "plan" } },
    { own: null, plans: null, price: undefined },
  ])("own $own, the plan's $plans", ({ own, plans, price }) => {
    expect(unitPriceOf({ unitPriceCents: own }, { unitPriceCents: plans })).toEqual(price);
  });
});

describe("the price of seats", () => {
  test("is exact, for any number of seats at any price", () => {
    const { yearly } = priceOfSeats(60 * seatLimit, unitPriceLimit);
    expect(Number.isSafeInteger(yearly)).toBe(true);
  });
});

describe("a typed price", () => {
  test.each([
    ["12", 1200],
    ["12.5", 1250],
    ["12.50", 1250],
    [" 0.07 ", 7],
    ["19.99", 1999],
    ["0", 0],
    ["1,200", 120_000],
    ["10000", unitPriceLimit],
    ["", null],
    ["  ", null],
  ])("%j is %j cents", (typed, cents) => {
    expect(UnitPrice.parse(typed)).toBe(cents);
  });

  test.each(["-1", "12.505", "$12", "12 USD", "1e3", "free", ".5", "12.", "10000.01", "9999999999"])(
    "%j is refused in words",
    (typed) => {
      expect(UnitPrice.safeParse(typed).error?.issues).toMatchObject([
        { message: expect.stringMatching(/^(Enter US dollars, such as 12 or 12\.50|Enter at most \$10,000 per seat)/) },
      ]);
    },
  );

  test("is read back from what its field shows", () => {
    fc.assert(
      fc.property(fc.option(fc.nat(unitPriceLimit)), (cents) => {
        expect(UnitPrice.parse(typedPrice(cents))).toBe(cents);
      }),
    );
  });
});
