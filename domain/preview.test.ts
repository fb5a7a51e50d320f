import { describe, expect, test } from "vitest";
import { anyPreview, obey, type Plan, PreviewChanged, previewOf } from "./preview";

const plan: Plan = { used: 3, people: { seat: 1, bot: 2 }, names: ["ann", "bo"], refusal: undefined };
const refused: Plan = { ...plan, refusal: { message: "It is closed." } };

describe("the word for a plan", () => {
  test.each<[string, Plan, boolean]>([
    ["the same facts in another order", { names: ["ann", "bo"], people: { bot: 2, seat: 1 }, used: 3 }, true],
    ["another number within", { ...plan, people: { seat: 2, bot: 1 } }, false],
    ["one fact more", { ...plan, over: 0 }, false],
    ["a refusal", refused, false],
  ])("%s: stays the same is %s", (_, other, isSame) => {
    expect(previewOf(other) === previewOf(plan)).toBe(isSame);
  });
});

describe("obeying a plan", () => {
  const outcomeOf = (now: Plan, preview: string) => {
    try {
      obey(now, preview);
      return "done";
    } catch (error) {
      return error;
    }
  };

  test("passes when the plan is the one that was seen, or when the caller looked at none", () => {
    for (const preview of [previewOf(plan), anyPreview]) expect(outcomeOf(plan, preview)).toBe("done");
  });

  test("refuses a plan that moved, with the plan as it is now and, where it is refused now, the reason", () => {
    const moved = { ...plan, used: 4 };
    expect(outcomeOf(moved, previewOf(plan))).toEqual(new PreviewChanged(moved));
    expect(outcomeOf(refused, previewOf(plan))).toMatchObject({ code: "preview_changed", message: "It is closed." });
  });

  test("refuses a refused plan, at the field that has to change", () => {
    for (const preview of [previewOf(refused), anyPreview]) {
      expect(outcomeOf(refused, preview)).toMatchObject({ code: "precondition_failed", fields: undefined });
    }
    const atField = { ...refused, refusal: { message: "Too few.", field: "planSeatCount" } };
    expect(outcomeOf(atField, anyPreview)).toMatchObject({ fields: { planSeatCount: ["Too few."] } });
  });

  test("refuses a plan with nothing to do only for a caller who saw it", () => {
    const done = { ...plan, refusal: { message: "Already activated.", hasNoEffect: true } };
    expect(outcomeOf(done, previewOf(done))).toMatchObject({ code: "precondition_failed" });
    expect(outcomeOf(done, anyPreview)).toBe("done");
  });
});
