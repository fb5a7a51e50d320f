import { afterEach } from "vitest";

const errors: unknown[][] = [];
console.error = (...words) => errors.push(words);

afterEach(() => {
  const said = errors.splice(0);
  if (said.length > 0) throw new Error(`console.error was called: ${said.map((words) => words.join(" ")).join("; ")}`);
});
