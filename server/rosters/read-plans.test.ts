import { describe, expect, test } from "vitest";
import { readRosters } from "./read-rosters";

const file = (path: string, ...lines: string[]) => ({
  path,
  content: new TextEncoder().encode(`${lines.join("\n")}\n`),
});
const read = async (...lines: string[]) => readRosters([file("p.csv", ...lines)]);

describe("a list of organizations' old plans", () => {
  test("is a roster of none: columns in any order, one of them enough, blanks say nothing", async () => {
    const set = await read("Stripe Customer ID,organization,plan_seats", "cus_1a,acme,70", ",beta,0", "cus_2b,gamma,");
    const blank = { planSeats: null, stripeCustomer: null, stripeSubscription: null };
    expect(set).toMatchObject({
      organizations: [],
      owners: [],
      memberships: [],
      plans: [
        { ...blank, organization: "acme", planSeats: 70, stripeCustomer: "cus_1a" },
        { ...blank, organization: "beta", planSeats: 0 },
        { ...blank, organization: "gamma", stripeCustomer: "cus_2b" },
      ],
      skippedRows: [],
    });
    expect((await read("organization,stripe_subscription_id", "acme,sub_1")).plans).toHaveLength(1);
  });

  test("may call its seats as Codecov does", async () => {
    expect((await read("organization,plan_user_count", "acme,70")).plans).toMatchObject([{ planSeats: 70 }]);
  });

  test("may come together with rosters, of the same organizations too", async () => {
    const plans = file("plans.csv", "organization,plan_seats", "acme,70");
    const set = await readRosters([{ ...file("acme.csv", "login", "ann"), organization: "acme" }, plans]);
    expect(set).toMatchObject({ organizations: [{ login: "acme" }], plans: [{ organization: "acme" }] });
  });

  test("rows without an organization or without a plan are skipped and counted", async () => {
    const { plans, skippedRows } = await read("organization,plan_seats", "acme,7", ",7", "beta,", "gamma, ");
    expect(plans).toMatchObject([{ organization: "acme" }]);
    expect(skippedRows).toMatchObject([
      { source: "p.csv", count: 1, reason: "without an organization", lines: [3] },
      { source: "p.csv", count: 2, reason: "without a plan", lines: [4, 5] },
    ]);
  });

  const header = "organization,plan_seats,stripe_customer_id,stripe_subscription_id";
  test.each([
    ["seats in words", [header, "acme,many,,"], 'p.csv:2: "many" under "plan_seats" is not a number of seats'],
    ["seats below zero", [header, "acme,-1,,"], 'p.csv:2: "-1" under "plan_seats"'],
    ["half a seat", [header, "acme,1.5,,"], 'p.csv:2: "1.5" under "plan_seats"'],
    ["seats with a thousands separator", [header, 'acme,"1,000",,'], 'p.csv:2: "1,000" under "plan_seats"'],
    ["more seats than there are", [header, "acme,10000001,,"], "at most 10,000,000"],
    ["an id that is none", [header, "acme,,cus 1,"], 'p.csv:2: "cus 1" under "stripe_customer_id"'],
    ["a subscription as customer", [header, "acme,,sub_1,"], 'p.csv:2: "sub_1" under "stripe_customer_id"'],
    ["a customer as subscription", [header, "acme,,,cus_1"], 'p.csv:2: "cus_1" under "stripe_subscription_id"'],
    [
      "an unknown column",
      ["organization,plan_seats,plan", "acme,7,pro"],
      "p.csv:1: Unknown columns: plan. The columns",
    ],
    [
      "a column that is there twice",
      [`${header},plan_user_count`, "acme,7,,,7"],
      'p.csv:1: The column "plan_user_count"',
    ],
    ["an organization GitHub could not have", [header, "a b,7,,"], 'p.csv:2: "a b" cannot be a GitHub organization'],
    ["a row with a cell too many", [header, "acme,7,,,x"], 'p.csv:2: The row has "x" where the header has no column'],
    ["a header alone", [header], "p.csv: The file has a header, but no row"],
    ["logins beside plans", ["organization,login,plan_seats", "acme,ann,7"], "p.csv:1: Unknown columns: plan_seats"],
  ])("refuses %s", async (_, lines, refusal) => {
    await expect(read(...lines)).rejects.toThrow(refusal);
  });

  test("of two rows about one organization says twice the same, or is refused with both lines", async () => {
    const agreeing = await read(header, "acme,70,,", "ACME,70,cus_1,");
    expect(agreeing.plans).toMatchObject([{ organization: "acme", planSeats: 70, stripeCustomer: "cus_1" }]);
    const other = file("q.csv", header, "", "ACME,71,cus_2,");
    expect(() => readRosters([file("p.csv", header, "acme,70,cus_1,"), other])).toThrow(
      /^q\.csv:3: The number of old plan seats of ACME is "71" here, but "70" in p\.csv:2\. Keep one\.\nq\.csv:3: The Stripe customer of ACME/,
    );
  });

  test("is refused with an organization named for it, for it names its own", async () => {
    expect(() => readRosters([{ ...file("p.csv", header, "acme,7,,"), organization: "beta" }])).toThrow(
      "The file names its organizations itself",
    );
  });
});
