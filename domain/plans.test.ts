import { describe, expect, test } from "vitest";
import { newAccount } from "./accounts";
import { AddPlan } from "./input/plans";
import { type PlanTerms, planTermsChange, priceEffect } from "./plans";

const terms: PlanTerms = {
  title: "Pro, monthly",
  tier: "pro",
  billingRate: "monthly",
  unitPriceCents: 1200,
  isActive: true,
};
const plan = { ...terms, name: "users-pr-inappm" };

describe("new terms of a plan", () => {
  test.each<[string, Partial<PlanTerms>, object, object]>([
    ["title", { title: "Pro" }, { title: "Pro, monthly" }, { title: "Pro" }],
    ["tier", { tier: "team" }, { tier: "pro" }, { tier: "team" }],
    ["billing rate", { billingRate: null }, { billingRate: "monthly" }, { billingRate: null }],
    ["price", { unitPriceCents: 1100 }, { unitPriceCents: 1200 }, { unitPriceCents: 1100 }],
    ["price by contract", { unitPriceCents: null }, { unitPriceCents: 1200 }, { unitPriceCents: null }],
    ["sale", { isActive: false }, { onSale: true }, { onSale: false }],
  ])("tell the new %s and nothing else", (_, changed, before, after) => {
    const change = planTermsChange(plan, { ...terms, ...changed }, 3);
    expect(change).toMatchObject({ isChange: true, refusal: undefined, isPriceChange: "unitPriceCents" in changed });
    expect(change.changes).toEqual({ before, after });
  });

  test("that equal the old ones are not a change", () => {
    expect(planTermsChange(plan, terms, 3)).toMatchObject({ isChange: false, changes: { before: {}, after: {} } });
  });

  test("that take the plan of new accounts off sale are refused", () => {
    const first = { ...plan, name: newAccount.plan };
    expect(planTermsChange(first, { ...terms, isActive: false }, 3).refusal?.message).toMatch(
      /New accounts start on this plan/,
    );
    expect(planTermsChange(first, { ...terms, unitPriceCents: 900 }, 3).refusal).toBeUndefined();
  });
});

describe("the accounts that a price applies to", () => {
  test.each([
    [0, 1100, "0 accounts use this price."],
    [12, 1200, "12 accounts use this price."],
    [1, 1100, "1 account uses this price. For it, a seat will cost $11 (until now $12)."],
    [1200, 1050, "1,200 accounts use this price. For them, a seat will cost $10.50 (until now $12)."],
    [2, null, "2 accounts use this price. For them, a seat will be sold by contract (until now $12)."],
  ])("%d accounts, %s cents", (accounts, unitPriceCents, words) => {
    expect(priceEffect(terms, { ...terms, unitPriceCents }, accounts)).toBe(words);
  });
});

test("a plan sold by contract has no price that accounts could use", () => {
  const contract = { ...terms, unitPriceCents: null };
  expect(priceEffect(contract, contract, 4)).toBe("4 accounts have no unit price.");
  expect(priceEffect(contract, terms, 1)).toBe(
    "1 account has no unit price. For it, a seat will cost $12 (until now by contract).",
  );
});

describe("input", () => {
  const valid = { ...terms, name: "users-enterprise2", unitPriceCents: "12.50", reason: "New offer" };

  test.each(["users", "users-pr-inappm", "sentry-merge", "a1"])("%s can be a plan's name", (name) => {
    expect(AddPlan.parse({ ...valid, name })).toMatchObject({ name, unitPriceCents: 1250 });
  });

  test.each([
    ["no name", { name: "" }, "name"],
    ["a name with blanks", { name: "users pro" }, "name"],
    ["a name in capitals", { name: "Users-Pro" }, "name"],
    ["a name that ends in a hyphen", { name: "users-" }, "name"],
    ["a name of 51 characters", { name: "n".repeat(51) }, "name"],
    ["no title", { title: " " }, "title"],
    ["a title of 61 characters", { title: "t".repeat(61) }, "title"],
    ["an unknown tier", { tier: "gold" }, "tier"],
    ["an unknown billing rate", { billingRate: "weekly" }, "billingRate"],
    ["a price that is not a number", { unitPriceCents: "twelve" }, "unitPriceCents"],
  ])("%s is refused at its field", (_, wrong, field) => {
    const { error } = AddPlan.safeParse({ ...valid, ...wrong });
    expect([...new Set(error?.issues.map(({ path }) => path.join(".")))]).toEqual([field]);
  });
});
