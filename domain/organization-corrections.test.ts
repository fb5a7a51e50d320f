import { describe, expect, test } from "vitest";
import { type OrganizationOrigin, planRemoval, planRename, refuseRemoval } from "./organization-corrections";

const imported: OrganizationOrigin = {
  login: "acme",
  service: "github",
  serviceId: null,
  isInAccount: false,
  wasInAccount: false,
  hasOldPlan: false,
};

describe("renaming an organization", () => {
  test("shows its name before and after, without the spaces around it", () => {
    expect(planRename(imported, " acme-inc ")).toEqual({ before: "acme", after: "acme-inc", refusal: undefined });
  });

  test.each(["-acme", "acme-", "ac--me", "ACME", "7", "a".repeat(39)])("takes %s, which GitHub knows", (name) => {
    expect(planRename(imported, name).refusal).toBeUndefined();
  });

  test.each([
    ["", "Enter its name."],
    ["acme", "This is its name already."],
    ["acme_inc", "letters, digits and hyphens"],
    ["acme[bot]", "letters, digits and hyphens"],
    ["ac me", "letters, digits and hyphens"],
    ["a".repeat(40), "at most 39 characters"],
  ])("refuses %j at the field", (name, message) => {
    expect(planRename(imported, name).refusal).toEqual({ message: expect.stringContaining(message), field: "login" });
  });

  test("another git host allows dots and underscores", () => {
    expect(planRename({ ...imported, service: "gitlab" }, "acme_inc.eu").refusal).toBeUndefined();
    expect(planRename({ ...imported, service: "gitlab" }, "acme inc").refusal).toMatchObject({ field: "login" });
  });

  test("an id fixes the name", () => {
    const { refusal } = planRename({ ...imported, serviceId: "7" }, "acme-inc");
    expect(refusal).toEqual({ message: "acme has an id on GitHub, so its name comes from there." });
  });
});

describe("removing an organization", () => {
  test("is possible while it is known from imports alone, with members or without", () => {
    const plan = { login: "acme", members: 3, activated: 1, refusal: undefined };
    expect(planRemoval(imported, { members: 3, activated: 1 })).toEqual(plan);
    expect(planRemoval(imported, { members: 0, activated: 0 }).refusal).toBeUndefined();
  });

  test.each([
    [{ serviceId: "7" }, "acme cannot be removed: it has an id on GitHub."],
    [{ isInAccount: true, wasInAccount: true }, "acme cannot be removed: it is in an account."],
    [{ wasInAccount: true }, "acme cannot be removed: it was in an account."],
    [{ hasOldPlan: true }, "acme cannot be removed: it has an old plan."],
    [
      { serviceId: "7", wasInAccount: true, hasOldPlan: true },
      "acme cannot be removed: it has an id on GitHub, was in an account and has an old plan.",
    ],
  ])("is refused with %o", (facts, message) => {
    expect(refuseRemoval({ ...imported, ...facts })).toBe(message);
  });
});
