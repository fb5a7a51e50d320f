import { describe, expect, test } from "vitest";
import { inactiveBefore, inactivityOf, planInactive } from "./inactive-people";
import { InactiveListing } from "./input/inactive-people";

const now = new Date("2026-11-23T09:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
const before = inactiveBefore(now, 90);

describe("a person's activated memberships", () => {
  test.each([
    ["one that was seen long ago", [daysAgo(91)], "inactive"],
    ["one that was seen lately", [daysAgo(89)], undefined],
    ["one that was seen at the very moment", [daysAgo(90)], undefined],
    ["all that were seen long ago", [daysAgo(400), daysAgo(91)], "inactive"],
    ["one lately among others long ago", [daysAgo(400), daysAgo(1)], undefined],
    ["one long ago and one without a date", [daysAgo(400), null], "inactive"],
    ["one recent and one without a date", [null, daysAgo(1)], undefined],
    ["one without a date", [null], "unknown"],
    ["several without a date", [null, null], "unknown"],
  ])("%s: %s is %s", (_, lastSeen, expected) => {
    expect(inactivityOf(lastSeen, before)).toBe(expected);
  });
});

test.each([
  [{}, 90],
  [{ days: "1" }, 1],
  [{ days: "3650" }, 3650],
  [{ days: "0" }, 90],
  [{ days: "3651" }, 90],
  [{ days: "30.5" }, 90],
  [{ days: "a month" }, 90],
])("the address %o asks for %i days", (address, days) => {
  expect(InactiveListing.parse(address).days).toBe(days);
});

test.each([
  ["seats are freed by those who take one", { freed: 3, student: 1, bot: 2 }, 7, 6, undefined],
  ["students and bots free none", { student: 1 }, 10, 1, undefined],
  ["no one is left", {}, 10, 0, "None of them is inactive here."],
])("%s", (_, people, usedAfter, changed, refusal) => {
  const plan = planInactive({ usedSeatCount: 10 }, { people, memberships: 9 }, "abc");
  const numbers = { usedBefore: 10, usedAfter, memberships: 9, changed, leftOut: 0 };
  expect(plan).toEqual({ ...numbers, people, seen: "abc", refusal: refusal && { message: refusal } });
});
