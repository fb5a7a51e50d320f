import fs from "node:fs";
import path from "node:path";

/** Every path that a document names in backticks must be there. Gives an exit code. */
export function checkDocuments() {
  const problems = documents().flatMap((file) =>
    pathsNamedIn(fs.readFileSync(file, "utf8"))
      .filter((name) => !isThere(name, file))
      .map((name) => `${file} names \`${name}\`, which is not there.`),
  );
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
}

function documents() {
  const decisions = fs.existsSync("docs") ? fs.readdirSync("docs", { recursive: true }) : [];
  return ["README.md", "ARCHITECTURE.md", "AGENTS.md", ...decisions.map((name) => path.join("docs", name))].filter(
    (name) => name.endsWith(".md") && fs.existsSync(name),
  );
}

/** A word in backticks is a path when it begins in one of the project's folders, or is a file with an ending known here. */
function pathsNamedIn(text) {
  const folders = fs.readdirSync(".", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const inFolder = new Set(folders.map(({ name }) => name));
  return [...text.replace(/^```.*?^```/gms, "").matchAll(/`([^`\s]+)`/g)]
    .map(([, word]) => word)
    .filter((word) => !/[*…<>{}$@:]/.test(word))
    .filter((word) =>
      inFolder.has(word.split("/")[0]) ? word.includes("/") : /^[\w./-]+\.(tsx?|mjs|md|sql|json|ya?ml)$/.test(word),
    );
}

function isThere(name, document) {
  return [name, path.join(path.dirname(document), name)].some((candidate) => fs.existsSync(candidate));
}
