import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

type Documents = { missingCitations: (root: string) => string[] };
const { missingCitations }: Documents = await import(path.resolve("scripts/machine/documents.mjs"));

/** A project in which everything that is cited exists. */
const sound = {
  "README.md": "See [the rules](docs/rules.md#s1) and `domain/seats.ts`, as decision 1 says.",
  "docs/rules.md": '## S1. One seat\n\n- `domain/seats.test.ts`: "S1: one person,\n  one seat"\n',
  "docs/decisions/0001-one-pool.md": "Because of S1.",
  "domain/seats.ts": '/** S1, see docs/rules.md and seats.test.ts. */\nexport const example = "notes/absent.md";',
  "domain/seats.test.ts": 'test("S1: one person, one seat", () => {});',
};

let root: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "documents-"));
});
afterEach(() => fs.rmSync(root, { recursive: true }));

function missingIn(changed: Record<string, string>): string[] {
  for (const [name, text] of Object.entries({ ...sound, ...changed })) {
    fs.mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  return missingCitations(root);
}

test("nothing is missing where every rule, decision, file and test exists", () => {
  expect(missingIn({})).toEqual([]);
});

test.each([
  [
    "a rule",
    "domain/seats.ts",
    "/** S2: students. */",
    "domain/seats.ts cites rule S2, which docs/rules.md does not have.",
  ],
  ["a rule in the name of a test", "domain/b.test.ts", 'test("S3: b", run);', "domain/b.test.ts cites rule S3, which"],
  ["a decision", "domain/seats.ts", "// Why: decision 7.", "domain/seats.ts cites decision 7, which docs/decisions"],
  [
    "a file in a comment",
    "domain/seats.ts",
    "// As product.md has it.",
    "domain/seats.ts names `product.md`, which does not",
  ],
  [
    "a file in a folder",
    "domain/seats.ts",
    "/** See domain/plans.ts. */",
    "domain/seats.ts names `domain/plans.ts`, which",
  ],
  [
    "a file in a document",
    "AGENTS.md",
    "Look at `domain/plans.ts`.",
    "AGENTS.md names `domain/plans.ts`, which does not",
  ],
  [
    "a file in the changelog",
    "CHANGELOG.md",
    "New: `docs/plans.md`.",
    "CHANGELOG.md names `docs/plans.md`, which does",
  ],
  ["a linked file", "AGENTS.md", "Look [here](docs/plans.md#top).", "AGENTS.md links to docs/plans.md, which does not"],
  [
    "a test",
    "docs/rules.md",
    '## S1. One\n\n`domain/seats.test.ts`: "two seats"',
    'docs/rules.md cites the test "two seats"',
  ],
  ["a proof of a rule", "docs/rules.md", "## S1. One seat\n\nSo it is.", "docs/rules.md cites no test for rule S1."],
])("%s that does not exist is reported with the file that cites it", (_, file, text, problem) => {
  expect(missingIn({ [file]: text })).toEqual([expect.stringContaining(problem)]);
});

test("text that only looks like a citation is ignored", () => {
  const text = 'const code = "%ED%A0%80"; // https://example.com/docs/a.md\n/** Codecov\'s libs/plan/constants.py. */';
  expect(missingIn({ "domain/seats.ts": text })).toEqual([]);
});
