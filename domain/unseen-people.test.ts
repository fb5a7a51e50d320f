import { expect, test } from "vitest";
import { UnseenListing } from "./input/unseen-people";
import { planUnseen } from "./unseen-people";

test.each([
  [{}, 90],
  [{ days: "1" }, 1],
  [{ days: "3650" }, 3650],
  [{ days: "0" }, 90],
  [{ days: "3651" }, 90],
  [{ days: "30.5" }, 90],
  [{ days: "a month" }, 90],
])("the address %o asks for %i days", (address, days) => {
  expect(UnseenListing.parse(address).days).toBe(days);
});

test.each([
  ["seats are freed by those who take one", { freed: 3, student: 1, bot: 2 }, 7, 6, undefined],
  ["students and bots free none", { student: 1 }, 10, 1, undefined],
  ["no one is left", {}, 10, 0, "None of them is inactive here."],
])("%s", (_, people, usedAfter, changed, refusal) => {
  const plan = planUnseen({ usedSeatCount: 10 }, { people, memberships: 9 }, "abc");
  const numbers = { usedBefore: 10, usedAfter, memberships: 9, changed, leftOut: 0 };
  expect(plan).toEqual({ ...numbers, people, seen: "abc", refusal: refusal && { message: refusal } });
});
