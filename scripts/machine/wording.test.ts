import path from "node:path";
import { expect, test } from "vitest";

type Wording = { badTurns: (file: string, text: string) => string[] };
const { badTurns }: Wording = await import(path.resolve("scripts/machine/wording.mjs"));

test.each([
  "Whoever is in two organizations takes one seat.",
  "The rows are those that differ.",
  "A bot and a person who is none.",
  "The webhook is told.",
  "The preview of everybody.",
  "What can be mended.",
])("a turn that no native speaker would write is found: %s", (sentence) => {
  expect(badTurns("a.md", `First line.\n${sentence}`)).toEqual([expect.stringMatching(/^a\.md:2: ".+": .+\.$/)]);
});

test("a turn that is broken over two lines of a comment is found on its first", () => {
  const comment = "/**\n * Rows are those\n * that differ.\n */";
  expect(badTurns("a.ts", comment)).toEqual([expect.stringContaining('a.ts:2: "those that"')]);
});

test("words that merely contain one, and plain sentences, pass", () => {
  expect(
    badTurns("a.md", "We recommend amendments. None of those is needed; tell everyone that it is nonexistent."),
  ).toEqual([]);
});
