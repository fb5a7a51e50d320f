import { expect, test } from "vitest";
import { withoutOrganizations } from "./left-out-rosters";
import { unsaid } from "./roster-rows";
import type { Roster } from "./rosters";

const row = (organization: string, login: string) => ({
  ...{ source: "all.csv", line: 2, organization, login, role: null },
  ...unsaid,
});
const plan = (organization: string) => ({
  ...{ source: "all.csv", line: 2, organization },
  ...{ planSeats: 5, stripeCustomer: null, stripeSubscription: null },
});
const roster: Roster = {
  source: "all.csv",
  organizations: [
    { login: "acme", line: 2 },
    { login: "beta", line: 3 },
  ],
  rows: [row("acme", "ann"), row("beta", "ann"), row("Acme", "bo")],
  plans: [plan("acme"), plan("beta")],
  skippedRows: [{ count: 1, reason: "are invited", lines: [9] }],
};

test("nothing is said of an organization that is left out, in whatever case it is written", () => {
  const [left] = withoutOrganizations([roster], ["ACME"]);
  expect(left).toEqual({
    ...roster,
    organizations: [{ login: "beta", line: 3 }],
    rows: [row("beta", "ann")],
    plans: [plan("beta")],
  });
});

test("everything is said while nothing is left out", () => {
  expect(withoutOrganizations([roster], [])).toEqual([roster]);
});
