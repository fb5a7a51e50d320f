import { describe, expect, test } from "vitest";
import { attachLimit, chooseOrganizations, loginsFrom, planAttach, planLeaving, planMove } from "./organizations";
import type { SeatAccount } from "./seats";

const account: SeatAccount = {
  isActive: true,
  closedAt: null,
  planSeatCount: 10,
  freeSeatCount: 2,
  overage: "block",
};
const counts = (usedBefore: number, newSeats: number) => ({
  usedBefore,
  usedAfter: usedBefore + newSeats,
  newSeats,
  overlappingPeople: 1,
});

describe("S9: attaching", () => {
  const closed = { closedAt: new Date(), isActive: false };
  test.for<[string, Partial<SeatAccount>, [number, number], number, object]>([
    ["fits to the last seat", {}, [10, 2], 10, { over: 0, refusal: undefined }],
    [
      "one too many names the plan seats that would be enough",
      {},
      [10, 3],
      10,
      { over: 1, refusal: { code: "no_seats", planSeatCountThatFits: 11 } },
    ],
    ["raised by enough in the same step", {}, [10, 3], 11, { totalBefore: 12, total: 13, over: 0, refusal: undefined }],
    ["raised by too little", {}, [10, 5], 12, { over: 1, refusal: { missing: 1, planSeatCountThatFits: 13 } }],
    ["while over, people who take no seat", {}, [14, 0], 10, { over: 2, refusal: undefined }],
    ["while over, one more seat", {}, [14, 1], 10, { over: 3, refusal: { code: "no_seats", missing: 3 } }],
    ["beyond the total where that is allowed", { overage: "allow" }, [10, 9], 10, { over: 7, refusal: undefined }],
    ["in an inactive account", { isActive: false }, [0, 0], 10, { refusal: { code: "account_inactive" } }],
    ["in a closed account", closed, [0, 0], 10, { refusal: { code: "account_closed" } }],
  ])("%s", ([, facts, [used, more], planSeatCount, expected]) => {
    expect(planAttach({ ...account, ...facts }, counts(used, more), planSeatCount)).toMatchObject(expected);
  });

  test("a lack of seats is refused at plan seats, which can be raised in the same step", () => {
    expect(planAttach(account, counts(10, 3), 10).refusal).toMatchObject({ field: "planSeatCount" });
    expect(planAttach({ ...account, isActive: false }, counts(0, 1), 10).refusal).not.toHaveProperty("field");
  });

  test.for([
    [10, undefined],
    [11, undefined],
    [9, "Plan seats can be raised here, not lowered. There are 10 now. Lower them on Seats."],
  ] as const)("plan seats set to %i", ([planSeatCount, message]) => {
    expect(planAttach(account, counts(0, 1), planSeatCount).refusal).toEqual(
      message && { message, field: "planSeatCount" },
    );
  });
});

test("S11: a move that does not fit is refused, without a field", () => {
  const leaving = planLeaving(account, { usedBefore: 15, usedAfter: 13, peopleLeaving: 4 });
  const full = planAttach(account, counts(12, 1), 10);
  expect(planMove(leaving, full).refusal).toEqual({ message: full.refusal?.message });
  expect(planMove(leaving, planAttach(account, counts(5, 1), 10)).refusal).toBeUndefined();
});

test("S10: an organization that leaves does not change the total", () => {
  const counts = { usedBefore: 15, usedAfter: 13, peopleLeaving: 4 };
  expect(planLeaving(account, counts)).toEqual({ ...counts, total: 12, over: 1 });
});

test("logins are separated by spaces, commas and lines, and kept once, ignoring case", () => {
  expect(loginsFrom(" acme, Beta\nACME\tgamma ,,beta ")).toEqual(["acme", "Beta", "gamma"]);
  expect(loginsFrom(" , ")).toEqual([]);
  expect(loginsFrom("@acme https://github.com/beta https://github.com/orgs/gamma/people")).toEqual([
    "acme",
    "beta",
    "gamma",
  ]);
});

describe("which organizations can be attached", () => {
  const known = [
    { id: 1, service: "github", login: "Acme", accountId: null, accountName: null },
    { id: 2, service: "github", login: "beta", accountId: null, accountName: null },
    { id: 3, service: "github", login: "here", accountId: "this", accountName: "This" },
    { id: 4, service: "github", login: "taken", accountId: "other", accountName: "Other Ltd" },
    { id: 5, service: "github", login: "both", accountId: null, accountName: null },
    { id: 6, service: "gitlab", login: "both", accountId: null, accountName: null },
  ] as const;

  test.for<[string[], number[], string[]]>([
    [["acme", "beta"], [1, 2], []],
    [[], [], []],
    [["acme", "nobody"], [], ["nobody is not known. Import its roster first, or remove it."]],
    [["here"], [], ["here is already attached here. Remove it."]],
    [["both"], [], ["both is on several git hosts. Write github:both or gitlab:both."]],
    [["gitlab:both", "GitHub:acme", "acme"], [6, 1], []],
    [["gitlab:acme"], [], ["gitlab:acme is not known. Import its roster first, or remove it."]],
    [["beta", "taken"], [], ["taken is in Other Ltd. Move it from there, or remove it."]],
  ])("of %j", ([logins, ids, problems]) => {
    expect(chooseOrganizations(logins, [...known], "this")).toEqual({ ids, problems });
  });

  test("are at most as many as one step takes", () => {
    const many = Array.from({ length: attachLimit + 1 }, (_, place) => `organization-${place}`);
    expect(chooseOrganizations(many, [], "this").problems).toEqual([
      "201 organizations are too many for one step. Attach at most 200 at a time.",
    ]);
  });
});
