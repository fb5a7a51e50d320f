import { expect, test } from "vitest";
import { readLastSeen } from "./input/last-seen";
import { latest } from "./last-seen";

const now = new Date("2026-11-23T09:00:00Z");

test.each([
  ["2026-11-20", "2026-11-20T00:00:00.000Z"],
  ["2026-11-20T08:30Z", "2026-11-20T08:30:00.000Z"],
  ["2026-11-20t08:30:15z", "2026-11-20T08:30:15.000Z"],
  ["2026-11-20T08:30:15.123456+02:00", "2026-11-20T06:30:15.123Z"],
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ["2000-01-01", "2000-01-01T00:00:00.000Z"],
  // Clocks and days differ between the machines that write a file and this one.
  ["2026-11-24T08:59:59Z", "2026-11-24T08:59:59.000Z"],
])("%s is a time", (text, expected) => {
  expect(readLastSeen(text, now)).toEqual({ at: new Date(expected) });
});

test.each([
  ["2026-11-24T09:00:01Z", "in the future"],
  ["9999-12-31", "in the future"],
  ["0001-01-01T00:00:00Z", "before the year 2000"],
  ["1999-12-31T23:59:59Z", "before the year 2000"],
  ["2026-02-30", "not an ISO 8601 time"],
  ["2026-11-20T08:30:15", "not an ISO 8601 time"],
  ["2026-11-20T25:00Z", "not an ISO 8601 time"],
  ["20.11.2026", "not an ISO 8601 time"],
  ["11/20/2026", "not an ISO 8601 time"],
  ["1763625600", "not an ISO 8601 time"],
  ["yesterday", "not an ISO 8601 time"],
])("%s is refused: %s", (text, words) => {
  const read = readLastSeen(text, now);
  expect("problem" in read && read.problem).toContain(words);
  expect("problem" in read && read.problem).toContain(`"${text}"`);
});

const [old, recent] = [new Date("2026-01-01"), new Date("2026-11-01")];
test.each([
  [null, null, null],
  [null, old, old],
  [old, null, old],
  [old, recent, recent],
  [recent, old, recent],
])("of %s and %s the latest is %s", (one, other, expected) => {
  expect(latest(one, other)).toEqual(expected);
});
