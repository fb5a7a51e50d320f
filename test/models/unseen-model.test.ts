import { describe, expect, test } from "vitest";
import { unseenBefore } from "@/domain/unseen-people";
import { unseenOf } from "./unseen-model";

const now = new Date("2026-11-23T09:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
const before = unseenBefore(now, 90);

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
    expect(unseenOf(lastSeen, before)).toBe(expected);
  });
});
