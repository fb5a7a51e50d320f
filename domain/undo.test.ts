import { describe, expect, test } from "vitest";
import type { ActivationCounts } from "./activation";
import { changeIdFrom, UndoListing } from "./input/undo";
import { notRestoredInWords, notRestoredWords, planUndo, restorations } from "./undo";

test("each reason has its own words, and a reason that does not occur is left out", () => {
  expect(new Set(Object.values(notRestoredWords)).size).toBe(restorations.length - 1);
  expect(notRestoredInWords({ restored: 3, moved: 2, left: 1, detached: 0 })).toEqual([
    { words: "left the organization", count: 1 },
    { words: "the organization is in another account", count: 2 },
  ]);
});

describe("undoing", () => {
  const account = {
    planSeatCount: 5,
    freeSeatCount: 0,
    usedSeatCount: 3,
    overage: "block" as const,
    isActive: true,
    closedAt: null,
  };
  const counts = (activated: number, others: ActivationCounts["people"] = {}) => ({
    people: { ...(activated > 0 && { activated }), ...others },
    memberships: activated + 1,
  });

  test.each([
    ["as many as fit exactly", {}, counts(2), false, 5, undefined],
    ["one more than fits: no one", {}, counts(3), false, 6, /^1 seat short: /],
    ["one more where overage is allowed", { overage: "allow" as const }, counts(3), false, 6, undefined],
    [
      "students and who is seated, in an account that is over",
      { usedSeatCount: 9 },
      counts(0, { student: 1, already_seated: 2 }),
      false,
      9,
      undefined,
    ],
    ["in an inactive account", { isActive: false }, counts(1), false, 3, /inactive/],
    ["in a closed account", { isActive: false, closedAt: new Date() }, counts(1), false, 3, /closed/],
    ["where nothing can be restored", {}, { people: {}, memberships: 0 }, false, 3, /^Nothing that this change ended/],
    ["a second time", {}, { people: {}, memberships: 0 }, true, 3, /already been undone/],
    ["a second time, though someone could be restored", {}, counts(1), true, 4, /already been undone/],
  ] as const)("%s", (_, changes, facts, isUndone, usedAfter, refusal) => {
    const plan = planUndo({ ...account, ...changes }, { counts: facts, activations: {}, set: "these", isUndone });
    expect(plan.usedAfter).toBe(usedAfter);
    if (refusal) expect(plan.refusal?.message).toMatch(refusal);
    else expect(plan.refusal).toBeUndefined();
  });

  test("counts everyone who changes, and identifies the set", () => {
    const plan = planUndo(account, {
      counts: counts(1, { student: 2 }),
      activations: { restored: 2 },
      set: "these",
      isUndone: false,
    });
    expect(plan).toMatchObject({ usedBefore: 3, usedAfter: 4, changed: 3, memberships: 2, leftOut: 0, set: "these" });
  });
});

describe("the address of an undo", () => {
  test.each([
    ["0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b-d9cb-469f-a165-70867728950e"],
    ["7", undefined],
    ["", undefined],
    [["0f8fad5b-d9cb-469f-a165-70867728950e"], undefined],
    [undefined, undefined],
  ])("%s names the change %s", (parameter, id) => {
    expect(changeIdFrom(parameter)).toBe(id);
  });

  test("shows everyone if it was mistyped", () => {
    expect(UndoListing.parse({ show: "nobody", page: "x" })).toEqual({ show: "all", page: 1 });
  });
});
