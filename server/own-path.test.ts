import { expect, test } from "vitest";
import { env } from "@/env";
import { ownPath } from "./own-path";

test.each([
  ["/people?q=ann", "/people?q=ann"],
  [`${env.NEXTAUTH_URL}/staff`, "/staff"],
  [["/imports", "/staff"], "/imports"],
])("an address of the console is where sign-in leads: %o", (asked, path) => {
  expect(ownPath(asked)).toBe(path);
});

test.each([
  undefined,
  "",
  "/",
  "/sign-in?error=AccessDenied",
  "https://elsewhere.example/accounts",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "/..//elsewhere.example",
  "/.//elsewhere.example",
  "javascript:alert(1)",
  "http://",
])("any other address leads to the accounts: %o", (asked) => {
  expect(ownPath(asked)).toBe("/accounts");
});
