import { describe, expect, test } from "vitest";
import {
  type ActivationOutcome,
  activationOutcomeOf,
  activationOutcomes,
  ChangeActivationOfSet,
  type GrantMode,
  planActivationOfSet,
  planDeactivationOfSet,
  seatsToGrant,
  selectionLimit,
  type UsedAccount,
} from "./activation";

/** Ten seats, seven of them used. */
const account: UsedAccount = {
  isActive: true,
  closedAt: null,
  planSeatCount: 8,
  freeSeatCount: 2,
  overage: "block",
  usedSeatCount: 7,
};
const full = { usedSeatCount: 10 };
const over = { usedSeatCount: 12 };
const allow = { overage: "allow" } as const;

describe("the seats that a set may take", () => {
  test.each<[string, GrantMode, Partial<UsedAccount>, number | undefined]>([
    ["as many as fit: those that are free", "fit", {}, 3],
    ["as many as fit, full: none", "fit", full, 0],
    ["as many as fit, over: none, never fewer", "fit", over, 0],
    ["as many as fit, overage allow: no limit", "fit", { ...full, ...allow }, undefined],
    ["all or nothing: no limit, for it is refused whole", "all", full, undefined],
  ])("%s", (_, mode, change, seats) => {
    expect(seatsToGrant({ ...account, ...change }, mode)).toBe(seats);
  });
});

type People = Partial<Record<ActivationOutcome, number>>;

describe("S7: a set is one grant", () => {
  test.each<[string, Partial<UsedAccount>, People, { after: number; changed: number; leftOut: number }]>([
    ["all fit", {}, { activated: 3 }, { after: 10, changed: 3, leftOut: 0 }],
    ["some are left out", {}, { activated: 3, no_seats: 2 }, { after: 10, changed: 3, leftOut: 2 }],
    ["full, who costs nothing comes", full, { student: 2, bot: 1, no_seats: 4 }, { after: 10, changed: 3, leftOut: 4 }],
    ["over, who is seated comes", over, { already_seated: 2 }, { after: 12, changed: 2, leftOut: 0 }],
    ["overage allow goes over", { ...full, ...allow }, { activated: 2 }, { after: 12, changed: 2, leftOut: 0 }],
    ["active ones stay as they are", {}, { already_active: 5 }, { after: 7, changed: 0, leftOut: 0 }],
    ["strangers are left out of it", {}, { not_a_member: 1, activated: 1 }, { after: 8, changed: 1, leftOut: 0 }],
  ])("%s", (_, change, people, { after, changed, leftOut }) => {
    const plan = planActivationOfSet({ ...account, ...change }, { people, memberships: 9 });
    expect(plan).toMatchObject({ usedAfter: after, changed, leftOut, people, memberships: 9, refusal: undefined });
  });

  test.each<[string, Partial<UsedAccount>, People, string, number | undefined]>([
    ["too many at once are refused whole", {}, { activated: 5, student: 1 }, "no_seats", 2],
    ["where nobody fits, the missing are named", full, { no_seats: 4 }, "no_seats", 4],
    ["over already, one more is", over, { no_seats: 1 }, "no_seats", 3],
    ["inactive", { isActive: false }, { student: 1 }, "account_inactive", undefined],
    ["closed", { isActive: false, closedAt: new Date() }, { activated: 1 }, "account_closed", undefined],
  ])("%s", (_, change, people, code, missing) => {
    const plan = planActivationOfSet({ ...account, ...change }, { people, memberships: 9 });
    expect(plan.refusal).toMatchObject({ code });
    expect(plan.refusal?.missing).toBe(missing);
  });

  test("an account that takes nobody in answers so for all who wanted something, and changes nothing", () => {
    const people = { activated: 2, already_seated: 1, already_active: 3, not_a_member: 1 };
    const plan = planActivationOfSet({ ...account, isActive: false }, { people, memberships: 3 });
    expect(plan).toMatchObject({
      people: { account_inactive: 3, already_active: 3, not_a_member: 1 },
      usedAfter: 7,
      changed: 0,
      leftOut: 3,
    });
    expect(activationOutcomes.map((outcome) => activationOutcomeOf(plan, outcome))).toEqual([
      ...Array(4).fill("account_inactive"),
      "already_active",
      ...Array(3).fill("account_inactive"),
      "not_a_member",
    ]);
  });

  test("an inactive account refuses nothing to those who want nothing", () => {
    const plan = planActivationOfSet(
      { ...account, isActive: false },
      { people: { already_active: 2 }, memberships: 0 },
    );
    expect(plan).toMatchObject({ refusal: undefined, changed: 0 });
  });
});

test("S8: deactivating a set frees the seats of those who are activated nowhere else", () => {
  const people = { freed: 3, still_seated: 2, student: 1, bot: 1, not_activated: 4, not_a_member: 1 };
  expect(planDeactivationOfSet(account, { people, memberships: 9 })).toEqual({
    ...{ usedBefore: 7, usedAfter: 4, memberships: 9, people, changed: 7, leftOut: 0 },
  });
});

describe("input", () => {
  const expected = { usedBefore: 1, usedAfter: 2, memberships: 1, changed: 1, leftOut: 0 };
  const valid = { accountId: "1", userIds: [1], mode: "all", expected, reason: "Ticket 7" };

  test.each<[string, object, boolean]>([
    ["a selection", {}, true],
    ["as many as one step names", { userIds: Array.from({ length: selectionLimit }, (_, index) => index + 1) }, true],
    ["one more", { userIds: Array.from({ length: selectionLimit + 1 }, (_, index) => index + 1) }, false],
    ["everybody in an organization", { userIds: undefined, organizationId: 7 }, true],
    ["nobody", { userIds: [] }, false],
    ["neither people nor an organization", { userIds: undefined }, false],
    ["another mode", { mode: "some" }, false],
    ["no reason", { reason: " " }, false],
  ])("%s", (_, change, isValid) => {
    expect(ChangeActivationOfSet.safeParse({ ...valid, ...change }).success).toBe(isValid);
  });
});
