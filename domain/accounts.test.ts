import { describe, expect, test } from "vitest";
import { planSeatChange, refuseClosed, refuseStateStep, type StateStep, stateSteps } from "./accounts";
import { ChangeSeatPlan, CreateAccount } from "./input/accounts";

const open = { isActive: true, closedAt: null, isDelinquent: false };
const closed = { isActive: false, closedAt: new Date(), isDelinquent: true };
const steps = Object.keys(stateSteps) as StateStep[];

describe("state", () => {
  test.each(steps)("%s changes the account, and a second time it is refused", (step) => {
    const before = { ...(step === "account.reopen" ? closed : open) };
    if (step === "account.set_active") before.isActive = false;
    if (step === "account.clear_delinquent") before.isDelinquent = true;
    expect(refuseStateStep(before, step)).toBeUndefined();
    expect(refuseStateStep({ ...before, ...stateSteps[step].to }, step)).toBeDefined();
  });

  test("a closed account can only be reopened", () => {
    const possible = steps.filter((step) => refuseStateStep(closed, step) === undefined);
    expect(possible).toEqual(["account.reopen"]);
    expect(refuseClosed(closed)).toBe("This account is closed. Reopen it first.");
  });

  test("an inactive account is not closed", () => {
    expect(refuseClosed({ ...open, isActive: false })).toBeUndefined();
  });
});

describe("a new seat plan", () => {
  const account = {
    plan: "users-enterprisem",
    planSeatCount: 8,
    freeSeatCount: 2,
    overage: "block",
    unitPriceCents: null,
    planPriceCents: null,
  } as const;

  test("names each value that changes, and the total", () => {
    const plan = planSeatChange(account, { ...account, planSeatCount: 12, overage: "allow" }, 9);
    expect(plan).toMatchObject({
      isChange: true,
      before: { total: 10, available: 1, over: 0 },
      after: { total: 14, available: 5, over: 0 },
      changes: {
        before: { planSeats: 8, overage: "block", totalSeats: 10 },
        after: { planSeats: 12, overage: "allow", totalSeats: 14 },
      },
    });
    expect(Object.keys(plan.changes.after)).toEqual(["planSeats", "overage", "totalSeats"]);
  });

  test("that equals the old one is not a change", () => {
    expect(planSeatChange(account, account, 9)).toMatchObject({ isChange: false, changes: { before: {}, after: {} } });
  });

  test("that sells free seats does not change the total", () => {
    const { changes } = planSeatChange(account, { ...account, planSeatCount: 10, freeSeatCount: 0 }, 9);
    expect(changes.after).toEqual({ planSeats: 10, freeSeats: 0 });
  });

  test("with the account's own price names it, and the price that applies", () => {
    const pro = { ...account, plan: "users-pr-inappm", planPriceCents: 1200 };
    const own = { ...pro, unitPriceCents: 950 };
    const cases = [
      { from: account, to: { ...account, unitPriceCents: 950 }, facts: [null, 950], price: [undefined, 950] },
      { from: pro, to: own, facts: [null, 950], price: [1200, 950] },
      { from: own, to: pro, facts: [950, null], price: [950, 1200] },
      { from: own, to: { ...own, unitPriceCents: 0 }, facts: [950, 0], price: [950, 0] },
    ];
    for (const { from, to, facts, price } of cases) {
      const change = planSeatChange(from, to, 9);
      expect(change.changes).toEqual({ before: { ownPriceCents: facts[0] }, after: { ownPriceCents: facts[1] } });
      expect([change.price.before?.cents, change.price.after?.cents]).toEqual(price);
      expect(change.isChange).toBe(true);
    }
  });

  test("on another plan has that plan's price", () => {
    const { price, changes } = planSeatChange(account, { ...account, plan: "users-teamm", planPriceCents: 500 }, 9);
    expect(price).toEqual({ before: undefined, after: { cents: 500, from: "plan" } });
    expect(changes.after).toEqual({ plan: "users-teamm" });
  });

  test("that cuts below the used seats is refused", () => {
    expect(planSeatChange(account, { ...account, planSeatCount: 6 }, 9).refusal).toMatch(
      /9 seats are in use, so a total of 8/,
    );
  });
});

describe("input", () => {
  const valid = { name: "Northwind", plan: "users-enterprisem", planSeatCount: "1", freeSeatCount: "0", reason: "New" };

  test("a number of seats can be far above 32,767, the limit of the previous system", () => {
    const seats = { ...valid, accountId: "1", overage: "allow", unitPriceCents: "" };
    const expected = { ...seats, unitPriceCents: null, used: 0, priceBefore: null, priceAfter: null };
    const parsed = ChangeSeatPlan.parse({ ...seats, planSeatCount: "9999999", expected });
    expect(parsed.planSeatCount).toBe(9_999_999);
  });

  test.each([
    ["a name of blanks", { name: "  " }, "name"],
    ["a name of 101 characters", { name: "n".repeat(101) }, "name"],
    ["no plan", { plan: "" }, "plan"],
    ["negative seats", { planSeatCount: "-1" }, "planSeatCount"],
    ["half a seat", { planSeatCount: "1.5" }, "planSeatCount"],
    ["a word for a number", { freeSeatCount: "ten" }, "freeSeatCount"],
    ["no number", { freeSeatCount: "" }, "freeSeatCount"],
    ["more seats than a column holds", { planSeatCount: "999999999" }, "planSeatCount"],
    ["a reason of blanks", { reason: " " }, "reason"],
  ])("%s is refused at its field", (_, wrong, field) => {
    const { error } = CreateAccount.safeParse({ ...valid, ...wrong });
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  });
});
