import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatNumber } from "./format";
import { SeatCount, UnitPrice } from "./input/fields";
import { readUnitPrice, typedPrice, unitPriceLimit } from "./money";
import { readSeatCount, seatLimit } from "./seats";

describe("a number of seats, as people type it", () => {
  test.each([
    ["1100", 1100],
    ["1,100", 1100],
    ["1 100", 1100],
    ["1\u00a0100", 1100],
    ["1\u202f100", 1100],
    [" 1,234,567 ", 1_234_567],
    ["0", 0],
  ])("%j is %i", (typed, value) => {
    expect(readSeatCount(typed)).toEqual({ value });
  });

  test.each([
    "",
    "  ",
    "-1",
    "−1",
    "1,10",
    "1,1000",
    "12,50",
    "1,100 000",
    ",100",
    "1,",
    "1e3",
    "0x10",
    "1.5",
    "eleven",
  ])("%j is no number, and blank is no zero", (typed) => {
    expect(readSeatCount(typed)).toEqual({ problem: "Enter a whole number, 0 or more." });
  });

  test("1.100 is refused with both ways to read it out of the way", () => {
    expect(readSeatCount("1.100").problem).toBe(
      "Enter a whole number, 0 or more. Separate thousands with commas: 1,100.",
    );
  });

  test.each(["10,000,001", "99999999999999999999"])("%s is too many", (typed) => {
    expect(readSeatCount(typed)).toEqual({ problem: "Enter at most 10,000,000 seats." });
  });

  test("the server refuses forged text in the words of the field", () => {
    for (const forged of ["-1", "1.100", "", "10,000,001", "1,10"]) {
      expect(SeatCount.safeParse(forged).error?.issues).toMatchObject([{ message: readSeatCount(forged).problem }]);
    }
    expect(SeatCount.parse("1,100")).toBe(1100);
  });
});

describe("a price, as people type it", () => {
  test.each([
    ["1,250.50", 125_050],
    ["1 250", 125_000],
    ["0", 0],
    ["", null],
  ])("%j is %j cents", (typed, value) => {
    expect(readUnitPrice(typed)).toEqual({ value });
  });

  test.each(["12,50", "1.100", "-3", "1,25.00", "$12", "12.", ".5"])(
    "%j is not a price, here and on the server",
    (typed) => {
      const problem = "Enter US dollars, such as 12 or 12.50, or leave it blank.";
      expect(readUnitPrice(typed)).toEqual({ problem });
      expect(UnitPrice.safeParse(typed).error?.issues).toMatchObject([{ message: problem }]);
    },
  );
});

test("what a field shows is read as what it was", () => {
  fc.assert(
    fc.property(fc.nat(seatLimit), fc.nat(unitPriceLimit), (seats, cents) => {
      expect(readSeatCount(formatNumber(seats))).toEqual({ value: seats });
      expect(readUnitPrice(typedPrice(cents))).toEqual({ value: cents });
    }),
  );
});
