import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readRosters } from "./read-rosters";

const folder = "docs/rosters";
const table = readFileSync(`${folder}/README.md`, "utf8");

/** The rows of the table: a file, whether it names its organization, and what it brings. */
const examples = [...table.matchAll(/^\| \[([^\]]+)\].*\| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, file, names, brings]) => ({
    file: file!,
    isNamed: names !== "no",
    brings: brings!,
  }),
);

test("the table has a row for each example", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name));
  expect(examples.map(({ file }) => file).sort()).toEqual(files.filter((name) => name !== "README.md").sort());
});

test.each(examples)("$file is read as the table says: $brings", ({ file, isNamed, brings }) => {
  const read = (organization?: string) =>
    readRosters([{ path: file, content: readFileSync(`${folder}/${file}`), organization }]);
  if (!isNamed) expect(() => read()).toThrow(`${file}: The file does not say which organization`);
  const { memberships, organizations, plans } = isNamed ? read() : read("larkfield");
  const people = `${memberships.length} memberships, ${organizations.length} organization${organizations.length > 1 ? "s" : ""}`;
  expect(plans.length > 0 ? `${plans.length} old plans` : people).toBe(brings);
  if (organizations[0]) expect(organizations[0].login).toBe("larkfield");
});
