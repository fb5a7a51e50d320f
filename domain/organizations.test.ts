import { describe, expect, test } from "vitest";
import {
  attachLimit,
  chooseOrganizations,
  leaveOut,
  loginsFrom,
  planAttach,
  planLeaving,
  planMove,
  withoutReady,
} from "./organizations";
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

test("names are separated by spaces, commas, semicolons, tabs and lines, and kept once, ignoring case", () => {
  expect(loginsFrom(" acme, Beta\nACME\tgamma ;,beta;delta ")).toEqual(["acme", "Beta", "gamma", "delta"]);
  expect(loginsFrom(" ,; ")).toEqual([]);
});

test.for([
  ["@acme", "acme"],
  ["https://github.com/acme", "github:acme"],
  ["http://www.github.com/acme/?tab=repositories", "github:acme"],
  ["github.com/acme/website", "github:acme"],
  ["github.com/orgs/acme/people", "github:acme"],
  ["https://GitHub.com/organizations/acme/settings/profile", "github:acme"],
  ["gitlab.com/groups/acme", "gitlab:acme"],
  ["https://gitlab.com/groups/acme/-/group_members", "gitlab:acme"],
  ["https://gitlab.com/acme", "gitlab:acme"],
  ["bitbucket.org/acme/workspace/overview", "bitbucket:acme"],
  ["gitlab:acme", "gitlab:acme"],
])("%s means %s", ([typed, name]) => {
  expect(loginsFrom(typed!)).toEqual([name]);
});

test.for(["gitlab.com/groups/acme/platform", "gitlab.com/acme/website", "https://github.com/", "example.com/acme"])(
  "%s stays as it is, for it names no organization",
  (typed) => {
    expect(loginsFrom(typed)).toEqual([typed]);
  },
);

describe("leaving one out", () => {
  test.for<[string, string[], string]>([
    ["acme, beta;gamma", ["beta"], "acme;gamma"],
    ["acme\nbeta\ngamma\n", ["acme"], "beta\ngamma"],
    ["@Acme https://github.com/acme beta acme", ["acme", "github:acme"], "beta"],
    ["acme", ["acme"], ""],
    ["acme beta", ["nobody"], "acme beta"],
  ])("of %j: %j", ([text, names, rest]) => {
    expect(leaveOut(text, names)).toBe(rest);
  });
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
  const elsewhere = { state: "elsewhere", id: 4, account: { id: "other", name: "Other Ltd" } };

  test.for<[string[], number[], object[]]>([
    [
      ["acme", "beta"],
      [1, 2],
      [{ name: "Acme", names: ["acme"], state: "ready", id: 1 }, { name: "beta" }],
    ],
    [[], [], []],
    [["acme", "nobody"], [1], [{ state: "ready" }, { name: "nobody", names: ["nobody"], state: "unknown" }]],
    [["here"], [], [{ name: "here", state: "here" }]],
    [["both"], [], [{ name: "both", state: "ambiguous", choices: ["github:both", "gitlab:both"] }]],
    [
      ["gitlab:both", "GitHub:acme", "acme"],
      [6, 1],
      [{ name: "both" }, { name: "Acme", names: ["GitHub:acme", "acme"] }],
    ],
    [["gitlab:acme"], [], [{ name: "gitlab:acme", state: "unknown" }]],
    [["taken", "beta"], [2], [{ name: "taken", ...elsewhere }, { state: "ready" }]],
  ])("of %j", ([logins, ids, rows]) => {
    const chosen = chooseOrganizations(logins, known, "this");
    expect(chosen).toMatchObject({ ids, rows });
    expect(chosen.problem).toBeUndefined();
  });

  test("to a new account: none is there yet, and what is in an account is elsewhere", () => {
    expect(chooseOrganizations(["acme", "here"], known, null)).toMatchObject({
      ids: [1],
      rows: [{ state: "ready" }, { state: "elsewhere", account: { name: "This" } }],
    });
  });

  test("attaching the ready ones leaves the others in the text", () => {
    const text = "@acme nobody; beta\ntaken ACME";
    expect(withoutReady(text, chooseOrganizations(loginsFrom(text), known, "this"))).toBe("nobody\ntaken");
  });

  test("are at most as many as one step takes", () => {
    const many = Array.from({ length: attachLimit + 1 }, (_, place) => `organization-${place}`);
    expect(chooseOrganizations(many, [], "this")).toEqual({
      ids: [],
      rows: [],
      problem: "201 organizations are too many for one step. Attach at most 200 at a time.",
    });
  });
});
