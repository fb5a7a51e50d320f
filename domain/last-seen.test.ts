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
  ["2026-11-20T08:30:15", "2026-11-20T08:30:15.000Z"],
  ["2026-11-20 08:30", "2026-11-20T08:30:00.000Z"],
  ["2026/11/20", "2026-11-20T00:00:00.000Z"],
  ["11/20/2026 9:30", "2026-11-20T09:30:00.000Z"],
  ["11/20/2026 9:30 PM", "2026-11-20T21:30:00.000Z"],
  ["11/20/2026 12:05:07 a.m.", "2026-11-20T00:05:07.000Z"],
  ["20.11.2026", "2026-11-20T00:00:00.000Z"],
  ["20-11-2026 23:59", "2026-11-20T23:59:00.000Z"],
  ["11/11/2026", "2026-11-11T00:00:00.000Z"],
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
  ["05/11/2026", "can mean 2026-05-11 or 2026-11-05. Write it like 2026-11-23"],
  ["1.2.2026 9:30", "can mean 2026-01-02 or 2026-02-01"],
  ["2026-02-30", "not a date that can be read"],
  ["31/02/2026", "not a date that can be read"],
  ["20/11/26", "not a date that can be read"],
  ["20.11-2026", "not a date that can be read"],
  ["11/20/2026 25:00", "not a date that can be read"],
  ["11/20/2026 13:00 PM", "not a date that can be read"],
  ["2026-11-20T25:00Z", "not a date that can be read"],
  ["45984.39", "not a date that can be read"],
  ["1763625600", "not a date that can be read"],
  ["yesterday", "not a date that can be read"],
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
