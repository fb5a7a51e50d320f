import { describe, expect, test } from "vitest";
import { refuseInput } from "./bounded-input";

const list = (length: number) => Array.from({ length }, (_, index) => index);
const record = (length: number) => Object.fromEntries(list(length).map((index) => [`a${index}`, index]));

function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  return list(levels).reduce<unknown>((inner) => wrap(inner), 1);
}

/** Two references at each level: as many paths as two to the power of its levels. */
function graph(levels: number): unknown {
  return nested(levels, (inner) => {
    const shared = { inner };
    return [shared, shared];
  });
}

const once = { used: 1 };

describe("what a form sends passes", () => {
  test.each([
    ["text", "👍"],
    ["a number", 12],
    ["nothing", undefined],
    ["a form", { accountId: "a1", expected: { used: 1, rest: null }, userIds: list(500), isActive: true }],
    ["files", { files: [{ path: "a.csv", content: new File(["\0"], "a.csv") }] }],
    ["a record without a prototype", Object.assign(Object.create(null), { a: 1 })],
    ["10,000 values", list(10_000)],
    ["10,000 names", record(10_000)],
    ["a million characters", { reason: "x".repeat(1_000_000 - "reason".length) }],
    ["32 levels of lists", nested(32, (inner) => [inner])],
    ["32 levels of records", nested(32, (inner) => ({ inner }))],
    ["one object in two places, which React sends as a reference", { before: once, after: once }],
    ["a few paths to one object", graph(8)],
    ["equal values, each sent as its own copy", [{ a: [] }, { a: [] }]],
  ])("%s", (_, input) => {
    expect(refuseInput(input)).toBeUndefined();
  });
});

const ring: { self?: unknown } = {};
ring.self = ring;

describe("what no form sends is refused in words that repeat nothing of it", () => {
  test.each([
    ["NUL in a text", { reason: "a\0" }, "cannot be stored"],
    ["half a character deep inside", [{ deep: ["\udfff"] }], "cannot be stored"],
    ["NUL in a name", { "na\0me": 1 }, "cannot be stored"],
    ["10,001 values", list(10_001), "at most 10,000"],
    ["10,001 names", record(10_001), "at most 10,000"],
    ["10,001 values in many lists", list(101).map(() => list(99)), "at most 10,000"],
    ["a long list of holes", new Array(4_000_000_000), "at most 10,000"],
    ["a million characters and one", "x".repeat(1_000_001), "at most 1,000,000 characters"],
    ["a million characters and one in names", { ["x".repeat(600_000)]: { ["y".repeat(400_001)]: 1 } }, "characters"],
    ["one text in many places", list(9_000).map(() => "x".repeat(200)), "at most 1,000,000 characters"],
    ["33 levels of lists", nested(33, (inner) => [inner]), "32 levels"],
    ["33 levels of records", nested(33, (inner) => ({ inner })), "32 levels"],
    ["100,000 levels", nested(100_000, (inner) => [inner]), "32 levels"],
    ["a ring", ring, "32 levels"],
    ["16 million paths in 24 levels", graph(24), "at most 10,000"],
    ["a Map", { a: new Map([[1, "a\0"]]) }, "no text"],
    ["a Set", new Set([1]), "no text"],
    ["a Date", new Date(), "no text"],
    ["form data", new FormData(), "no text"],
    ["bytes", { a: new Uint8Array(8) }, "no text"],
    ["a buffer", new ArrayBuffer(8), "no text"],
    ["a promise", { a: Promise.resolve(1) }, "no text"],
    ["an error", new Error("a"), "no text"],
    ["a stream", new ReadableStream(), "no text"],
    ["an iterator", { a: [1].values() }, "no text"],
    ["a function", { a: () => 1 }, "no text"],
    ["a symbol", Symbol.for("a"), "no text"],
    ["a large integer", 12n, "no text"],
  ])("%s", (_, input, words) => {
    const refusal = refuseInput(input);
    expect(refusal).toContain(words);
    expect(refusal!.length).toBeLessThan(100);
  });
});

test("no more is looked at than may be sent, however many paths there are", () => {
  let looks = 0;
  const counting = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      ownKeys: (object) => {
        looks++;
        return Reflect.ownKeys(object);
      },
    });
  let inner: unknown = {};
  for (let level = 0; level < 24; level++) inner = counting({ one: inner, other: inner });
  expect(refuseInput(inner)).toContain("at most 10,000");
  expect(looks).toBeLessThanOrEqual(10_000);

  looks = 0;
  expect(refuseInput([list(9_998), counting({ a: 1 }), counting({ a: 1 })])).toContain("at most 10,000");
  expect(looks).toBeLessThanOrEqual(2);
});
