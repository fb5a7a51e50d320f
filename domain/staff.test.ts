import { describe, expect, test } from "vitest";
import { AddStaff } from "./input/staff";
import type { Role } from "./permissions";
import { refuseLastAdmin, sampleEmail } from "./staff";

const member = (id: string, role: Role, email = `${id}@staff.example`) => ({ id, role, email });
const [ann, bo, rep] = [member("ann", "admin"), member("bo", "admin"), member("cy", "account_rep")];
const sample = member("sample", "admin", sampleEmail("admin"));
const [withSamples, withoutSamples] = [{ withSamples: true }, { withSamples: false }];

describe("the last admin", () => {
  test.each([
    ["stays, whatever the others are", ann, [ann, rep], withoutSamples, true],
    ["is not the last beside another admin", ann, [ann, bo], withoutSamples, false],
    ["may not rely on a sample admin who cannot sign in", ann, [ann, sample], withoutSamples, true],
    ["may rely on a sample admin who can", ann, [ann, sample], withSamples, false],
    ["does not apply to a member who is not an admin", rep, [ann, rep], withoutSamples, false],
    ["does not apply to a sample admin who cannot sign in", sample, [ann, sample], withoutSamples, false],
    ["may be a sample one", sample, [sample, rep], withSamples, true],
  ])("%s", (_, who, everybody, options, isRefused) => {
    expect(refuseLastAdmin(who, everybody, options) !== undefined).toBe(isRefused);
  });
});

describe("adding staff", () => {
  const input = { email: " ann@staff.example ", role: "support", reason: "Joined the team" };

  test("trims the spaces around an e-mail", () => {
    expect(AddStaff.parse(input).email).toBe("ann@staff.example");
  });

  test.each([{ email: "ann" }, { email: "" }, { role: "owner" }, { reason: "  " }])("refuses %o", (bad) => {
    expect(AddStaff.safeParse({ ...input, ...bad }).success).toBe(false);
  });
});
