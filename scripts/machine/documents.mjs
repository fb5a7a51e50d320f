import fs from "node:fs";
import path from "node:path";

/** Documents and comments cite rules, decisions, files and tests. Each must be there. Gives an exit code. */
export function checkDocuments() {
  const problems = missingCitations(".");
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
}

const rulesDocument = "docs/rules.md";
const documentsAtTop = ["README.md", "ARCHITECTURE.md", "AGENTS.md", "CHANGELOG.md"];

/** A migration that has landed stays as it is, even if what it cites is gone. */
const landed = path.join("db", "migrations");

/** Everything cited under `root` that does not exist, one message per citation. */
export function missingCitations(root) {
  const there = contentsOf(root);
  const documents = documentsIn(root).flatMap((name) => {
    const text = fs.readFileSync(path.join(root, name), "utf8");
    return [...citedIn(name, text, there), ...missingLinks(name, text, there), ...missingTests(name, text, there)];
  });
  const code = codeIn(root).flatMap((name) => {
    const text = fs.readFileSync(path.join(root, name), "utf8");
    return citedIn(name, text, there, commentsOf(text));
  });
  return [...documents, ...code, ...unprovedRules(there)];
}

/** The Markdown documents of the project. */
export function documentsIn(root) {
  const inDocs = fs.existsSync(path.join(root, "docs")) ? filesIn(root, "docs") : [];
  return [
    ...documentsAtTop.filter((name) => fs.existsSync(path.join(root, name))),
    ...inDocs.filter((name) => name.endsWith(".md")),
  ];
}

/** The project's own source files. */
export function codeIn(root) {
  return filesIn(root, ".").filter((name) => /\.(tsx?|mjs|css|sql|grit)$/.test(name) && !name.startsWith(landed));
}

function contentsOf(root) {
  const rules = path.join(root, rulesDocument);
  const decisions = path.join(root, "docs/decisions");
  const rulesText = fs.existsSync(rules) ? fs.readFileSync(rules, "utf8") : "";
  return {
    root,
    folders: new Set(entriesOf(root, ".").flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))),
    names: new Set(filesIn(root, ".").map((name) => path.basename(name))),
    rulesText,
    rules: new Set([...rulesText.matchAll(/^## ([SGCA]\d+a?)\./gm)].map(([, rule]) => rule)),
    decisions: new Set(
      fs.existsSync(decisions) ? fs.readdirSync(decisions).map((name) => Number(name.slice(0, 4))) : [],
    ),
  };
}

/** Rules and decisions may be cited anywhere in a file, a test's name included; paths in Markdown and in comments. */
function citedIn(file, text, there, comments) {
  const rules = matches(text, /(?<![%\w])([SGCA][1-9]\d?a?)\b/g).filter((rule) => !there.rules.has(rule));
  const decisions = matches(text, /\bdecision (\d+)\b/gi).filter((decision) => !there.decisions.has(Number(decision)));
  const paths = (comments === undefined ? pathsInBackticks(text, there) : pathsInComments(comments, there)).filter(
    (name) => !there.names.has(name) && !isThere(name, file, there),
  );
  return [
    ...rules.map((rule) => `${file} cites rule ${rule}, which ${rulesDocument} does not have.`),
    ...decisions.map((decision) => `${file} cites decision ${decision}, which docs/decisions does not have.`),
    ...paths.map((name) => `${file} names \`${name}\`, which does not exist.`),
  ];
}

/** A word in backticks is a path when it begins in one of the project's folders, or ends as a file of its kinds does. */
function pathsInBackticks(text, { folders }) {
  return matches(text.replace(/^```.*?^```/gms, ""), /`([^`\s]+)`/g)
    .filter((word) => !/[*…<>{}$@:|]/.test(word))
    .filter((word) => (folders.has(word.split("/")[0]) ? word.includes("/") : /\w\.(tsx?|mjs|md|sql)$/.test(word)));
}

/** A path in a comment has an ending of the project's, for words with a slash are often alternatives. */
function pathsInComments(comments, { folders }) {
  const files = matches(comments, /(?<![\w/.*\])-])((?:[\w./-]|\(\w+\)|\[\w+\])+\.(?:tsx?|mjs|md|sql))\b/g);
  return files.filter((name) => !name.includes("/") || folders.has(name.split("/")[0]));
}

/** Comments as this project writes them: a mark, a space, words. */
function commentsOf(text) {
  return matches(text, /(?:^|[\s{])((?:\/\/|\/\*\*?|\*|--) .*)$/gm).join("\n");
}

function missingLinks(file, text, there) {
  return matches(text, /\]\(([^)#\s]+)[^)]*\)/g)
    .filter((target) => !/^[a-z]+:/.test(target) && !isThere(target, file, there))
    .map((target) => `${file} links to ${target}, which does not exist.`);
}

/** A proof is a test file in backticks, a colon, and the name of a test in it in quotes. */
const proof = /`([^`\s]+\.(?:test|spec)\.tsx?)`:\s+"([^"]+)"/g;

function missingTests(file, text, { root }) {
  return [...text.matchAll(proof)]
    .map(([, test, name]) => ({ test, name: name.replace(/\s+/g, " ") }))
    .filter(({ test }) => fs.existsSync(path.join(root, test)))
    .filter(({ test, name }) => !fs.readFileSync(path.join(root, test), "utf8").includes(name))
    .map(({ test, name }) => `${file} cites the test "${name}", which ${test} does not have.`);
}

function unprovedRules({ rulesText }) {
  return rulesText
    .split(/^(?=## )/m)
    .filter((section) => /^## [SGCA]\d/.test(section) && section.match(proof) === null)
    .map((section) => `${rulesDocument} cites no test for rule ${section.slice(3).split(".")[0]}.`);
}

function matches(text, pattern) {
  return [...new Set([...text.matchAll(pattern)].map(([, found]) => found))];
}

function isThere(name, file, { root }) {
  return [name, path.join(path.dirname(file), name)].some((candidate) => fs.existsSync(path.join(root, candidate)));
}

function filesIn(root, folder) {
  return entriesOf(root, folder).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(root, name) : [name];
  });
}

function entriesOf(root, folder) {
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && !(name.startsWith(".") && name !== ".ci"));
}
