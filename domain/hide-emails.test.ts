import { expect, test } from "vitest";
import { hideEmails } from "./hide-emails";

test.each([
  ["no row for ann@northwind.example", "no row for [e-mail]"],
  ["Key (email)=(ann@northwind.example), <bo@northwind.example>", "Key (email)=([e-mail]), <[e-mail]>"],
  ['"ann+x@northwind.example";error=ann%40x', '"[e-mail]";error=ann%40x'],
  ["a@b@c @ann ann@ @ @@", "[e-mail] @ann ann@ @ @@"],
  ["@types/node@20", "[e-mail]"],
  ["", ""],
])("%j is shown as %j", (text, shown) => {
  expect(hideEmails(text)).toBe(shown);
});
