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
    "changes/",
    "knows neither its callers nor the pool",
    /^@\/(?!changes\/|server\/|db\/|domain\/|env$)|^@\/db\/client$/,
  ],
  ["changes/", "leaves SQL to db/queries", /^(drizzle-orm|postgres)\b/],
  ["app/", "reads through requireStaff and writes through changes", /^@\/db\/(?!queries\/)|^(drizzle-orm|postgres)\b/],
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

test('"use server" stands at the head of an actions.ts and nowhere else, and each of its lines offers a change', () => {
  const says = files.filter(({ text }) => /^\s*(["'])use server\1/m.test(text));
  const actions = files.filter(({ name }) => basename(name) === "actions.ts");
  expect(actions).not.toEqual([]);
  expect(says.map(({ name }) => name).sort()).toEqual(actions.map(({ name }) => name).sort());
  for (const { name, text } of actions) {
    const [head, ...lines] = text.split("\n").filter((line) => line !== "");
    expect(head, name).toBe('"use server";');
    const others = lines.filter(
      (line) =>
        !/^import .* from "@\/(changes\/.*|server\/action)";$/.test(line) &&
        !/^export const \w+ = action\([\w.]+\);$/.test(line),
    );
    expect(others, `${name} does something else`).toEqual([]);
  }
});

/** Open to anybody, on purpose: the first tells nothing worth knowing, and the second is where people sign in. */
const openRoutes = ["app/api/health/route.ts", "app/api/auth/[...nextauth]/route.ts"];

test("every route handler is behind its door, and none asks by hand who is signed in", () => {
  const routes = files.filter(({ name }) => name.startsWith("app/") && basename(name) === "route.ts");
  expect(routes.map(({ name }) => name)).toEqual(expect.arrayContaining(openRoutes));
  const closed = routes.filter(({ name }) => !openRoutes.includes(name));
  expect(closed).not.toEqual([]);
  for (const { name, text } of closed) {
    expect(text, name).toMatch(/^export const [A-Z]+ = (beyondProxy\(\s*)?staffRoute\(/m);
    const others = text.match(/^export (?!const [A-Z]+ = (?:beyondProxy\(|staffRoute\()).*$/gm);
    expect(others, `${name} exports something else`).toBeNull();
  }
  const byHand = files.filter(({ name, text }) => name.startsWith("app/api/") && /\bfindStaff\b|\b401\b/.test(text));
  expect(byHand.map(({ name }) => name)).toEqual([]);
});

/** The locks outside `db/locks.ts`. Each says why it cannot get in the way of the one order. */
const otherLocks: Record<string, string> = {
  "db/migrate.ts": "runs alone, before anything else does",
  "db/queries/imports.ts": "shows that an import runs, under a key of its own that nobody waits for",
  "db/queries/suggestions/suggested-joins.ts":
    "keeps logins from being deleted while it names them, which no change waits for",
  "db/queries/suggestions/suggestion-refreshes.ts": "only tries, and gives up at once",
  "db/sessions.ts": "skips what is locked, and locks nothing else",
  "db/queries/webhook-deliveries.ts": "skips what is locked, and locks nothing else",
  "db/queries/seats.ts": "people, after the accounts that the change holds, in the statement that copies their names",
};

const locks = /\.for\(|\bfor (no key |key )?(update|share)\b|\block table\b|\bpg_\w*advisory_\w*lock/i;
const comments = /\/\*\*.*?\*\/|^\s*\/\/.*?$/gms;

test("locks are taken in db/locks.ts, in one order, and elsewhere only for a reason", () => {
  const others = files.filter(({ name, text }) => name !== "db/locks.ts" && locks.test(text.replace(comments, "")));
  expect(others.map(({ name }) => name).sort()).toEqual(Object.keys(otherLocks).sort());
});

const rewrittenNext = ["db/queries/rosters/"];

const mixesTexts = /\.execute<|\.(from|\w*join\w*)\(\s*sql`/i;

test("a statement is the builder's or one whole text, and db/rows.ts alone reads the rows of a text", () => {
  const mixing = files.filter(({ text }) => mixesTexts.test(text.replace(comments, ""))).map(({ name }) => name);
  expect(mixing.filter((name) => !rewrittenNext.some((folder) => name.startsWith(folder)))).toEqual(["db/rows.ts"]);
});
