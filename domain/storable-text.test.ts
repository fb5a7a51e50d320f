import { expect, test } from "vitest";
import { hasUnstorableText } from "./storable-text";

test.each(["a\0b", "\ud800", "a\udfff", "\udc00\ud800"])("PostgreSQL cannot store %j", (text) => {
  expect(hasUnstorableText(text)).toBe(true);
});

test.each(["", "👍", "Contract"])("PostgreSQL stores %j", (text) => {
  expect(hasUnstorableText(text)).toBe(false);
});
