import { readdirSync, readFileSync } from "node:fs";
import { check } from "recheck";
import { expect, test } from "vitest";
import { parseAst } from "vitest/node";

/** Where text from outside is met. */
const folders = ["domain/", "db/", "server/", "components/", "app/"];
const files = folders
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => folder + name))
  .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
  .concat("env.ts", "instrumentation.ts", "proxy.ts");

type Expression = { place: string; expression: RegExp | undefined };

/** Each regular expression of a source, and where; undefined where one is made of something else while the app runs. */
function expressionsIn(name: string, source: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: unknown) => {
    if (typeof node !== "object" || node === null) return;
    const { type, start, regex, callee } = node as {
      type?: string;
      start: number;
      regex?: { pattern: string; flags: string };
      callee?: { name?: string };
    };
    const place = () => `${name}:${source.slice(0, start).split("\n").length}`;
    if (regex) found.push({ place: place(), expression: new RegExp(regex.pattern, regex.flags) });
    if ((type === "NewExpression" || type === "CallExpression") && callee?.name === "RegExp")
      found.push({ place: place(), expression: undefined });
    for (const part of Object.values(node)) visit(part);
  };
  visit(parseAst(source, { lang: name.endsWith("x") ? "tsx" : "ts" }, name));
  return found;
}

/** Far more than the slowest takes; one that is not decided by then is refused too. */
const mostMilliseconds = 60_000;

/** Why an expression is refused: recheck looks for a text on which it takes more than linear time. */
async function refuseExpression(expression: RegExp | undefined): Promise<string | undefined> {
  if (!expression) return "is no literal, so that nobody can see what it costs";
  const found = await check(expression.source, expression.flags, { timeout: mostMilliseconds });
  if (found.status === "safe") return undefined;
  return `${expression} takes ${found.status === "unknown" ? "nobody knows how much" : found.complexity.summary} time`;
}

test("every regular expression takes linear time", { timeout: 10 * mostMilliseconds }, async () => {
  const all = files.flatMap((name) => expressionsIn(name, readFileSync(name, "utf8")));
  expect(all.length).toBeGreaterThan(40);
  const refused: string[] = [];
  for (const { place, expression } of all) {
    const refusal = await refuseExpression(expression);
    if (refusal) refused.push(`${place} ${refusal}`);
  }
  expect(refused).toEqual([]);
});

test.each([
  ["two repetitions that share a text", "/^a*a*$/"],
  ["a repetition in a repetition", "/^(a+)+$/"],
  ["the same by another path", "/^(a|a)*$/"],
  ["three repetitions", "/^.*a.*b.*c$/"],
  ["a repetition that begins anywhere and must end", "/\\s+$/"],
  ["the words around a sign", "/[^\\s]+@[^\\s]+/g"],
  ["a tag", "/<[^>]*>/"],
])("%s would be refused: %s", async (_, literal) => {
  const [found] = expressionsIn("a.tsx", `const a = 1;\nexport const b = (text: string) => ${literal}.test(text);`);
  expect(found!.place).toBe("a.tsx:2");
  expect(await refuseExpression(found!.expression)).toMatch(/takes (\w+ degree polynomial|exponential) time/);
});

test("one that is put together while the app runs would be refused", () => {
  for (const source of ["new RegExp(a)", "RegExp(a, 'g')"]) {
    expect(expressionsIn("a.ts", source)).toEqual([{ place: "a.ts:1", expression: undefined }]);
  }
});
