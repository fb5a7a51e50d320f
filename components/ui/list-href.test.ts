import { expect, test } from "vitest";
import { listHref } from "./list-href";

const shown = { q: "north", status: "all", page: "3" };

test("another page keeps the filters", () => {
  expect(listHref("/accounts", shown, { page: 4 })).toBe("/accounts?q=north&status=all&page=4");
});

test("any other change starts at the first page", () => {
  expect(listHref("/accounts", shown, { status: "closed" })).toBe("/accounts?q=north&status=closed");
});

test("no change keeps the page", () => {
  expect(listHref("/accounts", shown, {})).toBe("/accounts?q=north&status=all&page=3");
});

test("empty values leave the address", () => {
  expect(listHref("/accounts", shown, { q: "", status: undefined })).toBe("/accounts");
});

test("several values of one name all stay", () => {
  expect(listHref("/overlap", { organization: ["17", "23"] }, { page: 2 })).toBe(
    "/overlap?organization=17&organization=23&page=2",
  );
});
