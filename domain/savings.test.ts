import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unitPriceLimit } from "./money";
import { type BilledAccount, billedSeats, inOnePool, savingsFigures, savingsOf, savingsSummary } from "./savings";
import { overages } from "./seats";

/** The eight Kubernetes organizations. */
const kubernetes: BilledAccount = {
  planSeatCount: 1600,
  freeSeatCount: 0,
  overage: "block",
  usedSeatCount: 1509,
  organizationSeatCount: 2656,
};

describe("what the customer saves", () => {
  test.each<[string, Partial<BilledAccount>, Partial<ReturnType<typeof billedSeats>>]>([
    ["plan seats are paid, used or not", {}, { contract: 1600, saved: 1056, more: 0, unused: 91 }],
    ["without plan seats, used seats are paid", { planSeatCount: 0 }, { contract: 0, saved: 1147, more: 0, unused: 0 }],
    [
      "seats over are paid on top if overage is allowed",
      { planSeatCount: 1500, overage: "allow" },
      { overOnTop: 9, underBilled: 0, saved: 1147, unused: 0 },
    ],
    [
      "nobody pays for seats over if overage is blocked",
      { planSeatCount: 1500 },
      { overOnTop: 0, underBilled: 9, saved: 1156, unused: 0 },
    ],
    [
      "free seats are not over",
      { planSeatCount: 1500, freeSeatCount: 9, overage: "allow" },
      { overOnTop: 0, underBilled: 0, saved: 1156 },
    ],
    [
      "free seats alone are not a contract",
      { planSeatCount: 0, freeSeatCount: 20, overage: "allow" },
      { contract: 0, overOnTop: 0, underBilled: 0, saved: 1147 },
    ],
    ["a contract that costs the same saves nothing", { planSeatCount: 2656 }, { saved: 0, more: 0 }],
    ["a contract that costs more saves nothing", { planSeatCount: 3000 }, { saved: 0, more: 344, unused: 1491 }],
    [
      "an empty account with a contract pays all of it",
      { usedSeatCount: 0, organizationSeatCount: 0, planSeatCount: 5 },
      { saved: 0, more: 5, needed: 0, unused: 5 },
    ],
  ])("%s", (_, changed, seats) => {
    expect(billedSeats({ ...kubernetes, ...changed })).toMatchObject(seats);
  });

  test("is each seat at the unit price, per month and per year", () => {
    expect(savingsOf(kubernetes, 1200)).toEqual({
      perOrganization: { monthly: 3_187_200, yearly: 38_246_400 },
      contract: { monthly: 1_920_000, yearly: 23_040_000 },
      overOnTop: { monthly: 0, yearly: 0 },
      needed: { monthly: 1_810_800, yearly: 21_729_600 },
      saved: { monthly: 1_267_200, yearly: 15_206_400 },
      more: { monthly: 0, yearly: 0 },
      unused: { monthly: 109_200, yearly: 1_310_400 },
      underBilled: { monthly: 0, yearly: 0 },
    });
  });

  test("equals billing each person of each organization one by one, less what is paid, and is never negative", () => {
    const organizations = fc.array(fc.uniqueArray(fc.nat(30)), { maxLength: 8 });
    const plan = fc.record({
      planSeatCount: fc.nat(40),
      freeSeatCount: fc.nat(10),
      overage: fc.constantFrom(...overages),
    });
    fc.assert(
      fc.property(organizations, plan, fc.nat(unitPriceLimit), (seatTakers, seatPlan, cents) => {
        const { planSeatCount, freeSeatCount, overage } = seatPlan;
        let [billed, onTop, unpaid, organizationSeatCount] = [0, 0, 0, 0];
        const seated = new Set<number>();
        for (const person of seatTakers.flat()) {
          billed += cents;
          organizationSeatCount += 1;
          if (seated.has(person)) continue;
          seated.add(person);
          if (planSeatCount === 0 || seated.size <= planSeatCount + freeSeatCount) continue;
          if (overage === "allow") onTop += cents;
          else unpaid += cents;
        }
        const account = { ...seatPlan, usedSeatCount: seated.size, organizationSeatCount };
        const savings = savingsOf(account, cents);
        const paid = planSeatCount > 0 ? planSeatCount * cents + onTop : seated.size * cents;
        expect(savings.perOrganization.monthly).toBe(billed);
        expect(savings.overOnTop.monthly).toBe(onTop);
        expect(savings.underBilled.monthly).toBe(unpaid);
        expect(savings.saved.monthly - savings.more.monthly).toBe(billed - paid);
        expect(savings.saved.monthly * savings.more.monthly).toBe(0);
        for (const { monthly, yearly } of Object.values(savings)) {
          expect(monthly).toBeGreaterThanOrEqual(0);
          expect(yearly).toBe(12 * monthly);
        }
      }),
    );
  });
});

describe("the strip", () => {
  const terms = (account: BilledAccount) => savingsFigures(account, 1200).map(({ term }) => term);

  test("names the contract and what of it is unused only where plan seats were sold", () => {
    expect(terms(kubernetes)).toEqual([
      "Billed per organization",
      "Contract",
      "Needed",
      "Saved",
      "Unused in the contract",
    ]);
    expect(terms({ ...kubernetes, planSeatCount: 0 })).toEqual(["Billed per organization", "Needed", "Saved"]);
  });

  test("names seats over by who pays for them", () => {
    expect(terms({ ...kubernetes, planSeatCount: 1500, overage: "allow" })).toContain("Over, billed on top");
    expect(terms({ ...kubernetes, planSeatCount: 1500 })).toContain("Under-billed");
  });
});

describe("the summary for the customer", () => {
  const asOf = new Date("2026-12-01T14:00:00Z");
  const summary = (changed: Partial<BilledAccount>, unitPriceCents: number | undefined) =>
    savingsSummary({ account: { ...kubernetes, ...changed, name: "CNCF" }, unitPriceCents, asOf }).split("\n");

  test("names the account, the day, and each amount", () => {
    expect(summary({}, 1200)).toEqual([
      "CNCF, seats as of 1 Dec 2026 (UTC)",
      "Unit price: $12 per seat and month",
      "Billed per organization: $31,872 a month (2,656 seats)",
      "Contract: $19,200 a month (1,600 plan seats)",
      "Needed: $18,108 a month (1,509 used seats)",
      "Saved: $12,672 a month, $152,064 a year (1,056 seats)",
      "Unused in the contract: $1,092 a month (91 plan seats)",
    ]);
  });

  test("says how much more a dearer contract costs, and names no saving", () => {
    const lines = summary({ planSeatCount: 3000 }, 1200);
    expect(lines).toContain("Difference: $4,128 a month more than per organization, $49,536 a year (344 seats more)");
    expect(lines.join()).not.toContain("Saved");
  });

  test("has no amounts if the price is by contract", () => {
    const lines = summary({}, undefined);
    expect(lines).toContain("Unit price: by contract, so amounts are unknown");
    expect(lines).toContain("Contract: 1,600 plan seats");
    expect(lines.join()).not.toContain("$");
  });
});

describe("one pool for accounts and organizations in none", () => {
  const account: BilledAccount = {
    planSeatCount: 10,
    freeSeatCount: 1,
    overage: "allow",
    usedSeatCount: 8,
    organizationSeatCount: 12,
  };

  test("is billed for the seats that it would use, and compared with billing each organization", () => {
    expect(inOnePool([account], { chargedSeats: 20, pooledSeats: 14 })).toEqual({
      planSeatCount: 10,
      freeSeatCount: 1,
      overage: "allow",
      usedSeatCount: 14,
      organizationSeatCount: 24,
    });
  });

  test("gets the plan seats it needs to fit where overage is blocked", () => {
    const blocked: BilledAccount = { ...account, overage: "block" };
    expect(inOnePool([blocked], { chargedSeats: 20, pooledSeats: 14 }).planSeatCount).toBe(13);
    expect(inOnePool([blocked, account], { chargedSeats: 20, pooledSeats: 14 }).planSeatCount).toBe(20);
  });

  test("has no contract while there is no account", () => {
    expect(inOnePool([], { chargedSeats: 20, pooledSeats: 14 })).toMatchObject({
      planSeatCount: 0,
      organizationSeatCount: 20,
    });
  });
});
