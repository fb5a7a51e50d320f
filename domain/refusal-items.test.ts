import { expect, test } from "vitest";
import { noProblems, refuseProblems } from "./problems";
import { refusalItems } from "./refusal-items";

const known = ["acme.csv", "acme.csv:7", "web/org.yaml", "Acme"];

test.each([
  ["acme.csv:3: Remove it.", { whose: "acme.csv", place: "acme.csv:3", words: "Remove it." }],
  ["web/org.yaml: It is empty.", { whose: "web/org.yaml", place: "web/org.yaml", words: "It is empty." }],
  ["acme.csv:7:3: Remove it.", { whose: "acme.csv:7", place: "acme.csv:7:3", words: "Remove it." }],
  ["Acme: 2 seats short.", { whose: "Acme", place: "Acme", words: "2 seats short." }],
  ["other.csv:3: Remove it.", { words: "other.csv:3: Remove it." }],
  ["Something failed.", { words: "Something failed." }],
])("%s has its place apart", (message, item) => {
  expect(refusalItems(message, known)).toEqual({ items: [item], count: 1 });
});

test("too many to read are cut, and counted", () => {
  const message = Array.from({ length: 25 }, (_, index) => `Account ${index}: 2 seats short.`).join("\n");
  const { items, count, rest } = refusalItems(message, []);
  expect([items.length, count, rest]).toEqual([20, 25, "… and 5 more."]);
});

test("all problems are counted, including problems that are not listed", () => {
  const messages = ["acme.csv:2: One.", "acme.csv:3: Two."];
  const refuse = () => refuseProblems({ ...noProblems(), messages, count: 100 });
  expect(refuse).toThrow();
  try {
    refuse();
  } catch (error) {
    const { items, count, rest } = refusalItems((error as Error).message, known);
    expect([items.map(({ words }) => words), count]).toEqual([["One.", "Two."], 100]);
    expect(rest).toMatch(/^… and 98 more\. The rest was not read/);
  }
});
