import { describe, expect, test } from "vitest";
import {
  type ActivationOutcome,
  countPeople,
  type GrantMode,
  noneActivatedOf,
  planActivationOfSet,
  planDeactivationOfSet,
  planWaiting,
  refuseUnchanged,
  seatsToGrant,
  selectionLimit,
  type UsedAccount,
  waitingOf,
} from "./activation";
import { ActivatePeople } from "./input/activation";

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

describe("the seats that a set can take", () => {
  test.each<[string, GrantMode, Partial<UsedAccount>, number | undefined]>([
    ["as many as fit: the free seats", "fit", {}, 3],
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
    ["if no one fits, the refusal says how many seats are short", full, { no_seats: 4 }, "no_seats", 4],
    ["over already, one more is", over, { no_seats: 1 }, "no_seats", 3],
    ["inactive", { isActive: false }, { student: 1 }, "account_inactive", undefined],
    ["closed", { isActive: false, closedAt: new Date() }, { activated: 1 }, "account_closed", undefined],
  ])("%s", (_, change, people, code, missing) => {
    const plan = planActivationOfSet({ ...account, ...change }, { people, memberships: 9 });
    expect(plan.refusal).toMatchObject({ code });
    expect(plan.refusal?.missing).toBe(missing);
  });

  test("an inactive or closed account refuses everyone who would change, and nothing changes", () => {
    const people = { activated: 2, already_seated: 1, already_active: 3, not_a_member: 1 };
    const plan = planActivationOfSet({ ...account, isActive: false }, { people, memberships: 3 });
    expect(plan).toMatchObject({
      people: { account_inactive: 3, already_active: 3, not_a_member: 1 },
      usedAfter: 7,
      changed: 0,
      leftOut: 3,
    });
  });

  test("an inactive account refuses no one who would not change", () => {
    const plan = planActivationOfSet(
      { ...account, isActive: false },
      { people: { already_active: 2 }, memberships: 0 },
    );
    expect(plan).toMatchObject({ refusal: undefined, changed: 0 });
  });
});

test("S8: deactivating a set frees the seats of people who are activated nowhere else", () => {
  const people = { freed: 3, still_seated: 2, student: 1, bot: 1, not_activated: 4, not_a_member: 1 };
  expect(planDeactivationOfSet(account, { people, memberships: 9 })).toEqual({
    ...{ usedBefore: 7, usedAfter: 4, memberships: 9, people, changed: 7, leftOut: 0 },
  });
});

test.each<[string, People, number, string | undefined]>([
  ["someone changes", { activated: 1, not_a_member: 1 }, 1, undefined],
  ["one was before", { already_active: 1 }, 0, "This person is activated here already."],
  ["several were before", { already_active: 2, not_a_member: 1 }, 0, "Everybody is activated here already."],
  ["no one is in the organization", {}, 0, "Everybody is activated here already."],
  ["one is gone", { not_a_member: 1 }, 0, "This person is no longer here. Reload the page."],
  ["several are gone", { not_a_member: 2 }, 0, "These people are no longer here. Reload the page."],
])("a step that changes no one is refused: %s", (_, people, changed, message) => {
  const refusal = refuseUnchanged({ people, changed }, "activated here already");
  expect(refusal).toEqual(message && { message, hasNoEffect: true });
});

describe("people waiting for a seat", () => {
  const auto = { ...account, isAutoActivating: true };

  test.each<[string, Partial<typeof auto>, [seats: number, free: number], [activated: number, leftOut: number]]>([
    ["come while seats last", {}, [5, 0], [3, 2]],
    ["come all where there is room", {}, [2, 1], [3, 0]],
    ["come to a full account where they cost nothing", full, [1, 2], [2, 1]],
    ["do not come while it is over", over, [1, 0], [0, 1]],
    ["come beyond it where overage is allowed", { ...full, ...allow }, [4, 0], [4, 0]],
    ["are not tried again without auto-activation", { isAutoActivating: false }, [2, 2], [0, 0]],
  ])("%s", (_, change, [seats, free], [activated, leftOut]) => {
    const plan = planWaiting({ ...auto, ...change }, { seats, free });
    expect(plan).toMatchObject({ activated, leftOut });
    const usedBefore = { ...auto, ...change }.usedSeatCount;
    expect(plan.usedAfter).toBe(usedBefore + Math.max(0, activated - free));
  });

  test("are counted by what they would cost, and not at all in an inactive account", () => {
    const counts = { people: { activated: 2, already_seated: 1, student: 1, bot: 1 }, memberships: 9 };
    expect(waitingOf(account, counts)).toEqual({ seats: 2, free: 3 });
    expect(waitingOf({ ...account, isActive: false }, counts)).toEqual({ seats: 0, free: 0 });
    expect(countPeople(counts)).toBe(5);
  });
});

test("members of whom no one is activated would take a seat each, but for students and bots", () => {
  const people = { activated: 48, student: 2, bot: 1 };
  expect(noneActivatedOf({ people, memberships: 60 })).toEqual({ members: 51, seats: 48 });
  expect(noneActivatedOf({ people: { bot: 1 }, memberships: 1 })).toEqual({ members: 1, seats: 0 });
  expect(noneActivatedOf({ people: {}, memberships: 0 })).toBeUndefined();
});

describe("input", () => {
  const valid = { accountId: "1", userIds: [1], mode: "all" };
  const everyone = { q: "", status: "all", overlap: "all" };

  test.each<[string, object, boolean]>([
    ["a selection", {}, true],
    ["as many as one step names", { userIds: Array.from({ length: selectionLimit }, (_, index) => index + 1) }, true],
    ["one more", { userIds: Array.from({ length: selectionLimit + 1 }, (_, index) => index + 1) }, false],
    ["everyone in an organization", { userIds: undefined, organizationId: 7 }, true],
    ["everyone a list finds", { userIds: undefined, listed: everyone }, true],
    ["a list with a mistyped filter", { userIds: undefined, listed: { ...everyone, status: "seats" } }, false],
    ["a list without a filter", { userIds: undefined, listed: {} }, false],
    ["no one", { userIds: [] }, false],
    ["neither people nor an organization", { userIds: undefined }, false],
    ["another mode", { mode: "some" }, false],
  ])("%s", (_, change, isValid) => {
    expect(ActivatePeople.safeParse({ ...valid, ...change }).success).toBe(isValid);
  });
});
