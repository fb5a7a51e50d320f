import { expect, test } from "vitest";
import {
  type Actor,
  authorize,
  callerOf,
  can,
  nameOf,
  type Permission,
  permissions,
  reasonsInWords,
} from "./permissions";

const rep: Actor = { kind: "staff", id: "7", email: "rep@staff.example", role: "account_rep" };
const sync: Actor = { kind: "system", job: "sync" };
const terminal: Actor = { kind: "cli", user: "ann" };
const tokenWith = (...scopes: Permission[]): Actor => ({ kind: "token", id: "7", name: "billing", scopes });

const all = Object.keys(permissions) as Permission[];

test("support changes nothing", () => {
  expect(all.filter((permission) => can({ ...rep, role: "support" }, permission))).toEqual([]);
});

test("a token does what its scopes name, and nothing more", () => {
  const token = tokenWith("organization.attach", "seats.change");
  expect(all.filter((permission) => can(token, permission))).toEqual(["organization.attach", "seats.change"]);
  expect(() => authorize(token, "organization.detach")).toThrow("organization.detach is not among its scopes");
});

test("no scope lets a token change the staff list or join people", () => {
  const token = tokenWith(...all);
  for (const permission of ["staff.add", "staff.change_role", "plan.change", "person.join"] as const) {
    expect(() => authorize(token, permission)).toThrow("No token can do this.");
  }
});

test("the audit log names each kind of actor, and callers never share a name", () => {
  const actors = [rep, tokenWith(), sync, terminal];
  expect(actors.map(nameOf)).toEqual(["rep@staff.example", "api:billing", "system:sync", "cli:ann"]);
  expect(actors.map(callerOf)).toEqual(["staff:7", "token:7", "system:sync", "cli:ann"]);
});

test("a control says the rule's refusal first, and then who may use it", () => {
  expect(reasonsInWords(undefined, undefined)).toBeUndefined();
  expect(reasonsInWords("No seat is free.", undefined)).toBe("No seat is free.");
  expect(reasonsInWords("No seat is free.", "Only admins can do this.")).toBe(
    "No seat is free. Only admins can do this.",
  );
});
