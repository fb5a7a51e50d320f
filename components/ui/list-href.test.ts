import { expect, test } from "vitest";
import { addresses } from "@/domain/addresses";
import { listHref } from "./list-href";

const hrefFor = listHref(addresses.accounts, { q: "north", status: "all", page: "3" });

test("another page keeps the filters", () => {
  expect(hrefFor({ page: 4 })).toBe("/accounts?q=north&status=all&page=4");
});

test("any other change starts at the first page", () => {
  expect(hrefFor({ status: "closed" })).toBe("/accounts?q=north&status=closed");
  expect(hrefFor({ page: undefined })).toBe("/accounts?q=north&status=all");
});

test("no change keeps the page", () => {
  expect(hrefFor({})).toBe("/accounts?q=north&status=all&page=3");
  expect(hrefFor()).toBe("/accounts?q=north&status=all&page=3");
});

test("empty values leave the address", () => {
  expect(hrefFor({ q: "", status: undefined })).toBe("/accounts");
});

test("several values of one name all stay", () => {
  const { people } = addresses.account("okto");
  expect(listHref(people, { person: ["17", "23"] })({ page: 2 })).toBe(
    "/accounts/okto/people?person=17&person=23&page=2",
  );
});
