import { describe, expect, test } from "vitest";
import { AddWebhook } from "./input/webhooks";
import { attemptLimit, delayAfter, deliveryStateOf, refuseAddress } from "./webhooks";

describe("the address of a webhook", () => {
  test.each([
    "https://alerts.example.com/seats",
    "https://alerts.example.com:8443/seats?team=sales",
    "https://10.1.2.3/seats",
    "http://localhost:3000/seats",
    "http://127.0.0.1/seats",
    "http://[::1]:3000/seats",
  ])("%s may be told", (text) => {
    expect(refuseAddress(text)).toBeUndefined();
  });

  test.each([
    ["", /Enter an address/],
    ["alerts.example.com", /Enter an address/],
    ["http://alerts.example.com/seats", /Use https/],
    ["http://localhost.example.com/", /Use https/],
    ["http://127.0.0.1.example.com/", /Use https/],
    ["http://10.1.2.3/seats", /Use https/],
    ["ftp://alerts.example.com/", /Use https/],
    ["file:///etc/passwd", /Use https/],
    ["javascript:alert(1)", /Use https/],
    ["https://ann:secret@alerts.example.com/", /Remove the name and password/],
    ["https://ann@alerts.example.com/", /Remove the name and password/],
    [`https://alerts.example.com/${"ä".repeat(400)}`, /at most 2,000 characters/],
  ])("%s may not", (text, refusal) => {
    expect(refuseAddress(text)).toMatch(refusal);
  });

  test("is kept as a browser spells it", () => {
    const input = { url: " HTTPS://Alerts.Example.com:443/a/../seats ", account: " Acme ", kinds: ["seats"] };
    expect(AddWebhook.parse(input)).toEqual({
      url: "https://alerts.example.com/seats",
      account: "Acme",
      kinds: ["seats"],
    });
  });
});

describe("attempts", () => {
  const delays = (chance: number) =>
    Array.from({ length: attemptLimit - 1 }, (_, index) => delayAfter(index + 1, chance)!);

  test("wait longer each time, ten in about 21 hours, and are then given up", () => {
    expect(delays(0.5).map((delay) => delay / 1_000)).toEqual([10, 30, 90, 270, 810, 2_430, 7_290, 21_870, 43_200]);
    expect(delayAfter(attemptLimit, 0.5)).toBeUndefined();
    expect(delayAfter(attemptLimit + 1, 0.5)).toBeUndefined();
  });

  test("vary by a fifth, so that messages that fail together are not retried together", () => {
    expect(delays(0)[0]).toBe(8_000);
    expect(delays(1)[0]).toBe(12_000);
  });
});

const at = new Date("2026-03-04T05:06:07Z");
test.each([
  [null, at, false, "waiting"],
  [at, null, false, "delivered"],
  [at, null, true, "delivered"],
  [null, null, false, "given_up"],
  [null, at, true, "given_up"],
] as const)("delivered %s, next %s, webhook removed %s: %s", (deliveredAt, nextAttemptAt, isWebhookRemoved, state) => {
  expect(deliveryStateOf({ deliveredAt, nextAttemptAt, isWebhookRemoved })).toBe(state);
});
