import fs from "node:fs";
import path from "node:path";

/** Every path that a document names in backticks must be there. Gives an exit code. */
export function checkDocuments() {
  const names = new Set(files(".").map((file) => path.basename(file)));
  const problems = documents().flatMap((document) =>
    pathsNamedIn(fs.readFileSync(document, "utf8"))
      .filter((name) => !names.has(name) && !isThere(name, document))
      .map((name) => `${document} names \`${name}\`, which is not there.`),
  );
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
}

function documents() {
  const atTop = ["README.md", "ARCHITECTURE.md", "AGENTS.md"].filter((name) => fs.existsSync(name));
  return fs.existsSync("docs") ? [...atTop, ...files("docs").filter((name) => name.endsWith(".md"))] : atTop;
}

/** A word in backticks is a path when it begins in one of the project's folders, or ends as a file of its kinds does. */
function pathsNamedIn(text) {
  const folders = new Set(entries(".").flatMap((entry) => (entry.isDirectory() ? entry.name : [])));
  return [...text.replace(/^```.*?^```/gms, "").matchAll(/`([^`\s]+)`/g)]
    .map(([, word]) => word)
    .filter((word) => !/[*…<>{}$@:|]/.test(word))
    .filter((word) => (folders.has(word.split("/")[0]) ? word.includes("/") : /\w\.(tsx?|mjs|md|sql)$/.test(word)));
}

function isThere(name, document) {
  return [name, path.join(path.dirname(document), name)].some((candidate) => fs.existsSync(candidate));
}

function files(folder) {
  return entries(folder).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? files(name) : [name];
  });
}

function entries(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && !(name.startsWith(".") && name !== ".ci"));
}
