import { readdirSync, readFileSync } from "node:fs";
import { basename, posix } from "node:path";
import { expect, test } from "vitest";

/** A folder, its rule, and what it may not import. A relative import counts as `@/…`. */
const layers: [folder: string, rule: string, refused: RegExp][] = [
  ["domain/", "is pure: zod and its own files", /^(?!zod$|@\/domain\/)/],
  ["db/", "knows only domain and env", /^@\/(?!db\/|domain\/|env$)/],
  ["server/", "knows neither the pages nor the pool", /^@\/(?!server\/|db\/|domain\/|env$)|^@\/db\/client$/],
  ["server/", "leaves SQL to db/queries", /^(drizzle-orm|postgres)\b/],
  ["components/", "gets data and actions as props", /^@\/(?!components\/|domain\/(?!input\/))/],
  ["jobs/", "runs in the background, apart from the pages", /^@\/(?!jobs\/|changes\/|server\/|db\/queries\/|domain\/)/],
  ["jobs/", "leaves SQL to db/queries", /^(drizzle-orm|postgres)\b/],
  ["app/", "leaves what runs in the background to jobs", /^@\/jobs\//],
  [
    "app/",
    "reads through requireStaff and writes through defineAction",
    /^@\/db\/(?!queries\/)|^(drizzle-orm|postgres)\b/,
  ],
];

/** What reads input, and whose zod would be a fifth of what a browser loads. */
const readsInput = /^zod$|^@\/domain\/input\//;

const files = [...new Set(layers.map(([folder]) => folder))]
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => folder + name))
  .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(name, "utf8") }));

/** What a file imports when it runs. `import type` may cross anywhere: types are erased. */
function importsOf({ name, text }: (typeof files)[number]): string[] {
  const found = text.matchAll(/^(?:import|export) (?!type )(?:[^;"]* from )?"([^"]+)";|\bimport\("([^"]+)"\)/gm);
  return [...found]
    .map(([, still, dynamic]) => still ?? dynamic ?? "")
    .map((path) => (path.startsWith(".") ? `@/${posix.join(posix.dirname(name), path)}` : path));
}

test.each(layers)("%s %s", (folder, rule, refused) => {
  const inLayer = files.filter(({ name }) => name.startsWith(folder));
  expect(inLayer).not.toEqual([]);
  const broken = inLayer.flatMap((file) =>
    importsOf(file)
      .filter((path) => refused.test(path))
      .map((path) => `${file.name} imports ${path}: ${folder} ${rule}`),
  );
  expect(broken).toEqual([]);
});

test("rules know no more of domain/input than its types, so that what runs in a browser may use them", () => {
  const rules = files.filter(({ name }) => posix.dirname(name) === "domain");
  const inBrowser = files.filter(({ text }) => text.startsWith('"use client";\n'));
  expect(rules).not.toEqual([]);
  expect(inBrowser).not.toEqual([]);
  const broken = [...rules, ...inBrowser].flatMap((file) =>
    importsOf(file)
      .filter((path) => readsInput.test(path))
      .map((path) => `${file.name} imports ${path}`),
  );
  expect(broken).toEqual([]);
});

test('"use server" stands at the head of an actions.ts and nowhere else, over nothing but defineAction', () => {
  const says = files.filter(({ text }) => /^\s*(["'])use server\1/m.test(text));
  const actions = files.filter(({ name }) => basename(name) === "actions.ts");
  expect(actions).not.toEqual([]);
  expect(says.map(({ name }) => name).sort()).toEqual(actions.map(({ name }) => name).sort());
  for (const { name, text } of actions) {
    expect(text.startsWith('"use server";\n'), `${name} begins with "use server"`).toBe(true);
    const others = text.match(/^export (?!const \w+ = defineAction\()(?!type )(?!interface ).*$/gm);
    expect(others, `${name} exports something else`).toBeNull();
  }
});
