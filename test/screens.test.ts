import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const files = ["app", "components"]
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`))
  .filter((name) => name.endsWith(".tsx") || name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(name, "utf8") }));

const naming = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

test("no field counts when the wheel turns over it: numbers are lines of text", () => {
  expect(naming(/type=(\{?["'`])number|type: ["'`]number/)).toEqual([]);
});

test("every way to another address is seen while it waits, and asks before typed work is left behind", () => {
  expect(naming(/from "next\/(link|form)"/)).toEqual([]);
  // It goes nowhere: it asks for the same page again.
  const refreshing = "app/(console)/imports/[importId]/wait-for-import.tsx";
  expect(naming(/\buseRouter\b/).sort()).toEqual([refreshing, "components/ui/use-navigate.ts"].sort());
});

test("every form that is filled in keeps what was typed: it is the one of components/ui", () => {
  const own = naming(/<form\b/).filter((name) => name !== "components/ui/form.tsx");
  expect(own).not.toEqual([]);
  expect(own.filter((name) => naming(/<(Field|SelectField|CheckboxField|textarea)\b/).includes(name))).toEqual([]);
});
