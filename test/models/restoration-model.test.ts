import { describe, expect, test } from "vitest";
import { restorationOf } from "./restoration-model";

const asEnded = {
  isLoginThere: true,
  isMember: true,
  organizationAccountId: "okto",
  isActivated: false,
  isAsEnded: true,
};

describe("one activation that a change ended", () => {
  test.each([
    ["comes back where nothing changed since", {}, "restored"],
    ["stays as it is where it is activated", { isActivated: true, isAsEnded: false }, "already_active"],
    ["stays ended where a later change ended it again", { isAsEnded: false }, "changed_since"],
    ["does not come back to who left", { isMember: false, isAsEnded: false }, "left"],
    ["does not come back to a login that became another", { isLoginThere: false, isMember: false }, "login_gone"],
    ["does not come back in an organization of no account", { organizationAccountId: null }, "detached"],
    ["does not come back in an organization of another account", { organizationAccountId: "kest" }, "moved"],
    ["reports first that the person left", { isMember: false, organizationAccountId: null }, "left"],
    ["tells the account before the activation", { organizationAccountId: "kest", isActivated: true }, "moved"],
  ] as const)("%s", (_, changes, restoration) => {
    expect(restorationOf("okto", { ...asEnded, ...changes })).toBe(restoration);
  });
});
