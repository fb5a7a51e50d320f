import { describe, expect, test } from "vitest";
import { type ActivationFacts, loginInWords, planActivation, planDeactivation } from "./people";
import type { SeatAccount } from "./seats";

const account: SeatAccount = {
  isActive: true,
  closedAt: null,
  planSeatCount: 2,
  freeSeatCount: 1,
  overage: "block",
};

/** A member of one organization who is activated nowhere, in an account with room. */
const newcomer: ActivationFacts = {
  kind: "seat",
  activatedOrganizations: 0,
  activatedOrganizationsInScope: 0,
  inactiveMemberships: 1,
  activeMemberships: 0,
  usedSeats: 2,
};
const seated = { ...newcomer, activatedOrganizations: 1 };
const full = { usedSeats: 3 };
const over = { usedSeats: 5 };

describe("S7: can a person be activated", () => {
  test.each<[string, Partial<SeatAccount>, ActivationFacts, number | string, string]>([
    ["there is a free seat: yes, costs one", {}, newcomer, 3, "activated"],
    ["no seat is free: no", {}, { ...newcomer, ...full }, "no_seats", "activated"],
    ["over already: no", {}, { ...newcomer, ...over }, "no_seats", "activated"],
    ["no seat is free, overage allow: yes, over", { overage: "allow" }, { ...newcomer, ...full }, 4, "activated"],
    ["holds a seat here already, full: yes, costs 0", {}, { ...seated, ...full }, 3, "already_seated"],
    ["holds a seat here already, over: yes, costs 0", {}, { ...seated, ...over }, 5, "already_seated"],
    ["a student, full: yes, costs 0", {}, { ...newcomer, ...full, kind: "student" }, 3, "student"],
    ["a bot, over: yes, costs 0", {}, { ...newcomer, ...over, kind: "bot" }, 5, "bot"],
    ["inactive account: no", { isActive: false }, newcomer, "account_inactive", "activated"],
    ["inactive account, costs 0: no", { isActive: false }, seated, "account_inactive", "already_seated"],
    ["closed: no", { isActive: false, closedAt: new Date() }, newcomer, "account_closed", "activated"],
    ["several memberships at once: one seat", {}, { ...newcomer, inactiveMemberships: 4 }, 3, "activated"],
  ])("%s", (_, change, facts, expected, outcome) => {
    const plan = planActivation({ ...account, ...change }, facts);
    expect(plan.refusal?.code ?? plan.usedAfter).toBe(expected);
    expect(plan).toMatchObject({ outcome, usedBefore: facts.usedSeats, memberships: facts.inactiveMemberships });
  });
});

describe("S8: does a deactivation free the seat", () => {
  const active = { ...newcomer, inactiveMemberships: 0, activeMemberships: 1 };

  test.each<[string, Partial<ActivationFacts>, number]>([
    ["activated in the scope alone: yes", { activatedOrganizations: 1, activatedOrganizationsInScope: 1 }, 1],
    ["all of several organizations: yes", { activatedOrganizations: 3, activatedOrganizationsInScope: 3 }, 1],
    ["still activated in another one: no", { activatedOrganizations: 2, activatedOrganizationsInScope: 1 }, 2],
    ["a student: none to free", { kind: "student", activatedOrganizations: 1, activatedOrganizationsInScope: 1 }, 2],
    ["a bot: none to free", { kind: "bot", activatedOrganizations: 1, activatedOrganizationsInScope: 1 }, 2],
    ["not activated here: none to free", { activatedOrganizations: 0, activatedOrganizationsInScope: 0 }, 2],
  ])("%s", (_, facts, usedAfter) => {
    const plan = planDeactivation({ ...active, ...facts });
    expect(plan).toEqual({ usedBefore: 2, usedAfter, memberships: 1, freesSeat: usedAfter === 1 });
  });
});

describe("a login in words", () => {
  test("is the login if there is one, else the former login with its id, else the id", () => {
    expect(loginInWords({ login: "bob", serviceId: "5", formerLogin: "robert" })).toBe("bob");
    expect(loginInWords({ login: null, serviceId: "5", formerLogin: "bob" })).toBe("formerly bob (id 5)");
    expect(loginInWords({ login: null, serviceId: "5", formerLogin: null })).toBe("id 5");
  });
});
