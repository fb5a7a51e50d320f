import { describe, expect, test } from "vitest";
import { countPeople, type PeopleChoice, peopleInWords, peopleKinds } from "./import-people";
import type { ImportedOrganization, ImportOutcome } from "./imports";

const organization = (login: string, counts: Partial<ImportedOrganization>): ImportedOrganization => ({
  ...{ organizationId: 7, login, accountId: null, isNew: false, membersBefore: 0, membersAfter: 0 },
  ...{ added: 0, removed: 0, activated: 0, deactivated: 0, rolesChanged: 0, peopleUpdated: 0 },
  ...counts,
});

const outcome: ImportOutcome = {
  organizations: [
    organization("acme", { added: 12, removed: 3, activated: 1, lastSeenUpdated: 2 }),
    organization("beta", { added: 5 }),
  ],
  waiting: [{ organizationId: 9, login: "gamma", accountId: "a1", activated: 4 }],
  accounts: [],
  skippedRows: [],
  ...{ renamed: 6, joined: 0, keptMarks: 1, peopleDigest: "17" },
};

describe("the number in front of a list", () => {
  test.each<[PeopleChoice, number]>([
    [{ show: "added", organization: "acme" }, 12],
    [{ show: "added" }, 17],
    [{ show: "activated" }, 5],
    [{ show: "activated", organization: "gamma" }, 4],
    [{ show: "removed", organization: "gamma" }, 0],
    [{ show: "lastSeenUpdated", organization: "acme" }, 2],
    [{ show: "waitingEnded" }, 0],
    [{ show: "renamed" }, 6],
    [{ show: "renamed", organization: "acme" }, 0],
  ])("of %o is %i, as the page shows it", (choice, count) => {
    expect(countPeople(outcome, choice)).toBe(count);
  });
});

describe("the title of a list", () => {
  test.each<[PeopleChoice, number, string]>([
    [{ show: "removed", organization: "acme" }, 12, "12 people removed from acme"],
    [{ show: "added", organization: "acme" }, 1, "1 person added to acme"],
    [{ show: "activated" }, 1_234, "1,234 people activated"],
    [{ show: "waitingEnded", organization: "acme" }, 2, "2 people no longer waiting for a seat in acme"],
    [{ show: "renamed" }, 1, "1 login renamed"],
    [{ show: "keptMarks" }, 2, "2 marks kept as staff set them"],
  ])("of %o with %i is %s", (choice, count, title) => {
    expect(peopleInWords(choice, count)).toBe(title);
  });

  test("differs from kind to kind", () => {
    expect(new Set(peopleKinds.map((show) => peopleInWords({ show }, 2))).size).toBe(peopleKinds.length);
  });
});
