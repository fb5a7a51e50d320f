import fs from "node:fs";
import path from "node:path";
import { codeIn, documentsIn } from "./documents.mjs";

/** Turns that no native speaker would write, and what to write instead. */
const turns = [
  [/\bwho(?:m|so)?ever\b/gi, 'name the people: "people who …", "anyone who …"'],
  [/\bthose that\b/gi, 'name the things: "rows that …", "organizations that …"'],
  [/\bof everybody\b/gi, 'say "everyone\'s" or "for everyone"'],
  [/\b(?:is|are) none\b/gi, 'say what is missing: "is not a bot", "there are no seats"'],
  [/\b(?:is|are) told\b/gi, 'say who sees what: "the page shows", "the webhook receives"'],
  [/\bmend(?:s|ed|ing)?\b/gi, 'say "fix"'],
];

/** Not checked yet: their texts come with the rebuilding of the screens, the import and the queries. */
const rewrittenLater = ["app/", "components/", "server/rosters/", "changes/imports/", "e2e/"];

const exempt = [...rewrittenLater, "scripts/machine/wording.mjs", "scripts/machine/wording.test.ts"];

/** Keeps the worst turns out of documents, comments, messages and the names of tests. Gives an exit code. */
export function checkWording() {
  const problems = [...documentsIn("."), ...codeIn(".")]
    .filter((name) => !exempt.some((start) => name.split(path.sep).join("/").startsWith(start)))
    .flatMap((name) => badTurns(name, fs.readFileSync(name, "utf8")));
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
}

/** A turn may be broken over two lines, in a comment too. */
export function badTurns(file, text) {
  return turns.flatMap(([turn, advice]) => {
    const acrossLines = new RegExp(turn.source.replaceAll(" ", "[\\s*/]+"), turn.flags);
    return [...text.matchAll(acrossLines)].map(({ 0: found, index }) => {
      const line = text.slice(0, index).split("\n").length;
      return `${file}:${line}: "${found.replace(/[\s*/]+/g, " ")}": ${advice}.`;
    });
  });
}
