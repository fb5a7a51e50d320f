import { describe, expect, test } from "vitest";
import { uploadLimit } from "./front-door.mjs";
import {
  countImported,
  defaultReason,
  type ImportOutcome,
  importNumbers,
  isSamePlanAsBefore,
  refuseOpenActivation,
  refuseUpload,
} from "./imports";
import { Reason } from "./input/fields";
import { StageImport } from "./input/imports";

describe("an upload", () => {
  test.each([
    [[{ path: "acme.csv", size: uploadLimit }], undefined],
    [[{ path: "acme.csv", size: uploadLimit + 1 }], "acme.csv is 51 MB. An upload can be at most 50 MB."],
    [
      [
        { path: "acme.csv", size: uploadLimit },
        { path: "web.csv", size: 1 },
      ],
      "These files are 51 MB together. An upload can be at most 50 MB.",
    ],
  ])("%o is refused with %s", (files, refusal) => {
    expect(refuseUpload(files)).toBe(refusal);
  });
});

test.each([
  [[], undefined],
  [[true, false], undefined],
  [[true, null], "1 membership does not say whether it is activated. Choose None or All."],
  [
    Array.from({ length: 1082 }, () => null),
    "1,082 memberships do not say whether they are activated. Choose None or All.",
  ],
])("rows that leave activation open are counted", (said, refusal) => {
  const memberships = said.map((isActivated) => ({
    ...{ organization: 0, owner: 0, role: null, lastSeenAt: null, verifiedEmails: [], samlNameIds: [] },
    isActivated,
  }));
  expect(refuseOpenActivation({ memberships })).toBe(refusal);
});

describe("the paths of an upload", () => {
  const stage = (paths: string[]) =>
    StageImport.safeParse({
      files: paths.map((path) => ({ path, size: 0 })),
      activate: "none",
      allowShrink: false,
    });

  test.each([
    ["twice the same", ["a.csv", "b.csv", "a.csv"], "a.csv is in the upload twice. Remove one, or rename it."],
    ["more than 255 characters", ["a".repeat(256)], "A roster's path can have at most 255 characters."],
    ["a NUL", ["a\0.csv"], "A roster's path must be one line of text."],
    ["half a character", ["a\ud800.csv"], "A roster's path must be one line of text."],
  ])("%s are refused in words", (_, paths, refusal) => {
    expect(stage(paths).error?.issues).toMatchObject([{ message: expect.stringContaining(refusal) }]);
  });

  test("of 255 characters are accepted, if they differ", () => {
    expect(stage(["a".repeat(255), "A.csv", "a.csv"]).success).toBe(true);
  });
});

test("a preview has every number that it shows", () => {
  const organization = { organizationId: 7, login: "acme", accountId: "a1", isNew: false };
  const counts = { membersBefore: 1, membersAfter: 2, added: 3, removed: 4, activated: 5, deactivated: 6 };
  const seats = { usedBefore: 1, usedAfter: 2, studentsBefore: 3, studentsAfter: 4, botsBefore: 5, botsAfter: 6 };
  const outcome: ImportOutcome = {
    organizations: [{ ...organization, ...counts, rolesChanged: 7, peopleUpdated: 8 }],
    accounts: [{ id: "a1", name: "Acme", ...seats, total: 7, over: 0, refusal: undefined }],
    ...{ keptMarks: 1, renamed: 0, joined: 0 },
    skippedRows: [],
    peopleDigest: "17",
  };
  expect(importNumbers(outcome)).toEqual({
    ...{ keptMarks: 1, renamed: 0, joined: 0, peopleDigest: "17" },
    ...{ "acme membersBefore": 1, "acme membersAfter": 2, "acme added": 3, "acme removed": 4 },
    ...{ "acme activated": 5, "acme deactivated": 6, "acme rolesChanged": 7, "acme peopleUpdated": 8 },
    ...{ "a1 usedBefore": 1, "a1 usedAfter": 2, "a1 studentsBefore": 3, "a1 studentsAfter": 4 },
    ...{ "a1 botsBefore": 5, "a1 botsAfter": 6, "a1 total": 7, "a1 over": 0 },
  });
});

describe("old plans", () => {
  const before = { planSeats: null, stripeCustomer: "cus_1", stripeSubscription: null };
  const after = { ...before, planSeats: 70 };
  const plan = { organizationId: 7, login: "acme", accountId: null, isNew: false, before, after };
  const noPeople = { keptMarks: 0, renamed: 0, joined: 0, peopleDigest: "0" };
  const nothing = { organizations: [], accounts: [], skippedRows: [], ...noPeople };

  test("that change are in the preview, with before and after", () => {
    const numbers = importNumbers({ ...nothing, plans: [plan, { ...plan, login: "beta", after: before }] });
    const changed = { "acme plan": "none cus_1 none → 70 cus_1 none" };
    expect(numbers).toEqual({ ...noPeople, ...changed });
  });

  test.each([
    ["another number", plan, false],
    ["the same", { ...plan, after: before }, true],
    ["the same of a new organization", { ...plan, after: before, isNew: true }, false],
  ])("that say %s: unchanged is %s", (_, given, isSame) => {
    expect(isSamePlanAsBefore(given)).toBe(isSame);
  });

  test("and a roster of the same organization count it once", () => {
    const roster = { organizationId: 7 } as ImportOutcome["organizations"][number];
    expect(countImported({ ...nothing, organizations: [roster], plans: [plan, { ...plan, organizationId: 8 }] })).toBe(
      2,
    );
  });
});

describe("the reason of an import", () => {
  test("names its first files and counts the others", () => {
    expect(defaultReason(["acme/org.yaml"])).toBe("Import of acme/org.yaml");
    expect(defaultReason(["a", "b", "c", "d", "e"])).toBe("Import of a, b, c and 2 more");
  });

  test("is accepted as a reason, however long the names are", () => {
    const reason = defaultReason(["x".repeat(1000)]);
    expect(Reason.parse(reason)).toBe(reason);
  });
});
