import { basename, posix } from "node:path";
import { expect, test } from "vitest";
import { routesOf } from "./app-routes";
import { circleIn, productFiles as files, importGraph, importsOf } from "./import-graph";

/** A folder, its rule, and what it may not import, types included. */
const layers: [folder: string, rule: string, refused: RegExp][] = [
  ["domain/", "is pure: zod and its own files", /^(?!zod$|@\/domain\/)/],
  ["db/", "knows only domain and env", /^@\/(?!db\/|domain\/|env$)/],
  ["server/", "knows neither the pages nor the pool", /^@\/(?!server\/|db\/|domain\/|env$)|^@\/db\/(client|pool)$/],
  ["server/", "leaves SQL to db/queries", /^(drizzle-orm|postgres)\b/],
  ["components/", "gets data and actions as props", /^@\/(?!components\/|domain\/(?!input\/))/],
  ["jobs/", "runs in the background, apart from the pages", /^@\/(?!jobs\/|changes\/|server\/|db\/queries\/|domain\/)/],
  ["jobs/", "leaves SQL to db/queries", /^(drizzle-orm|postgres)\b/],
  ["app/", "leaves what runs in the background to jobs", /^@\/jobs\//],
  [
    "changes/",
    "knows neither its callers nor the pool",
    /^@\/(?!changes\/|server\/|db\/|domain\/|env$)|^@\/db\/(client|pool)$/,
  ],
  ["changes/", "leaves SQL to db/queries", /^(drizzle-orm|postgres)\b/],
  [
    "app/",
    "reads through requireStaff and writes through changes",
    /^@\/db\/(?!queries\/|executor$)|^(drizzle-orm|postgres)\b/,
  ],
];

/** It has the types of what each page reads from its address, and nothing else of domain/input. */
const ofAddresses = "domain/addresses.ts";

/** What reads input, and whose zod would be a fifth of what a browser loads. */
const readsInput = /^zod$|^@\/domain\/input\//;

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

test("rules know nothing of domain/input, so that what runs in a browser may use them", () => {
  const rules = files.filter(({ name }) => posix.dirname(name) === "domain" && name !== ofAddresses);
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

test("no files import each other in a circle, types included", () => {
  expect(circleIn(importGraph(files))?.join(" → ")).toBeUndefined();
});

test("a circle is found wherever it begins, and a diamond is not a circle", () => {
  const diamond = { page: ["form", "table"], form: ["text"], table: ["text"], text: [] };
  const graphOf = (imports: Record<string, string[]>) => new Map(Object.entries(imports));
  expect(circleIn(graphOf(diamond))).toBeUndefined();
  expect(circleIn(graphOf({ ...diamond, text: ["form"] }))).toEqual(["form", "text", "form"]);
});

test("an import is found in each of its forms", () => {
  const text = [
    'import "./alone";',
    'import type { Type } from "./type";',
    'import {\n  one,\n  two,\n} from "../lines";',
    'export type { Other } from "@/domain/other";',
    'type Later = import("./later").Later;',
  ].join("\n");
  const found = ["@/db/alone", "@/db/type", "@/lines", "@/domain/other", "@/db/later"];
  expect(importsOf({ name: "db/rows.ts", text })).toEqual(found);
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

/** The formats outside `domain/format.ts`, and why. */
const otherFormats: Record<string, string> = {
  "server/front-door.mjs": "runs as it is, and cannot load TypeScript",
};

const formats =
  /\.toLocale(Date|Time)?String\b|\bIntl\.(NumberFormat|DateTimeFormat|RelativeTimeFormat|DurationFormat)\b|\.to(Fixed|Precision|Exponential)\b/;

test("numbers and dates are put into words in domain/format.ts, and elsewhere only for a reason", () => {
  const formatting = files.filter(({ text }) => formats.test(text.replace(comments, ""))).map(({ name }) => name);
  expect(formatting).toContain("domain/format.ts");
  expect(formatting.filter((name) => name !== "domain/format.ts").sort()).toEqual(Object.keys(otherFormats).sort());
});

/** The addresses spelled outside `domain/addresses.ts`. Each says why it cannot be built there. */
const otherAddresses: Record<string, string> = {
  "server/front-door.mjs": "matches an address that comes in, before anything is compiled",
};

const folders = [...routesOf("page.tsx", "app"), ...routesOf("route.ts", "app")].flatMap((route) => route.split("/"));
const segments = [...new Set(folders)].filter((segment) => /^[a-z]/.test(segment));
/** A text or a part of a template that begins with a page's folder. Types name routes as their folders are called. */
const address = new RegExp(`["'\`}]/(${segments.join("|")})(?![\\w-])`);
const routeTypes = /\b(Page|Layout)Props<"[^"]*">/g;

test("addresses are built by domain/addresses.ts, and spelled elsewhere only for a reason", () => {
  expect(segments).toEqual(expect.arrayContaining(["accounts", "audit-log", "undo", "sign-in", "api"]));
  const spelled = files.filter(({ text }) => address.test(text.replace(comments, "").replace(routeTypes, "")));
  const others = spelled.map(({ name }) => name).filter((name) => name !== "domain/addresses.ts");
  expect(others.sort()).toEqual(Object.keys(otherAddresses).sort());
});

const mixesTexts = /\.execute<|\.(from|\w*join\w*)\(\s*sql`/i;

test("a statement is the builder's or one whole text, and db/rows.ts alone reads the rows of a text", () => {
  const mixing = files.filter(({ text }) => mixesTexts.test(text.replace(comments, ""))).map(({ name }) => name);
  expect(mixing).toEqual(["db/rows.ts"]);
});
