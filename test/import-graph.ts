import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

export type SourceFile = { name: string; text: string };

const folders = ["app/", "changes/", "components/", "db/", "domain/", "jobs/", "server/"];
const alone = ["env.ts", "instrumentation.ts", "proxy.ts"];

/** The product's own code, without its tests. */
export const productFiles: SourceFile[] = folders
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => folder + name))
  .filter((name) => /(?<!\.test)\.(?:tsx?|mjs)$/.test(name))
  .concat(alone)
  .map((name) => ({ name, text: readFileSync(name, "utf8") }));

/** Everything a file imports, types included. A relative import counts as `@/…`. */
export function importsOf({ name, text }: SourceFile): string[] {
  const found = text.matchAll(/^(?:import|export) (?:[^;"]* from )?"([^"]+)";|\bimport\("([^"]+)"\)/gm);
  return [...found]
    .map(([, still, dynamic]) => still ?? dynamic ?? "")
    .map((path) => (path.startsWith(".") ? `@/${posix.join(posix.dirname(name), path)}` : path));
}

/** Which files each of these imports. */
export function importGraph(files: readonly SourceFile[]): Map<string, string[]> {
  const names = new Set(files.map(({ name }) => name));
  const fileOf = (path: string) => ["", ".ts", ".tsx"].map((ending) => path.slice(2) + ending).find(existsSync);
  return new Map(
    files.map((file) => {
      const own = importsOf(file).filter((path) => path.startsWith("@/"));
      const missing = own.filter((path) => !fileOf(path));
      if (missing.length > 0) throw new Error(`${file.name} imports what was not found: ${missing.join(", ")}`);
      return [file.name, own.flatMap((path) => fileOf(path) ?? []).filter((name) => names.has(name))];
    }),
  );
}

/** A circle of files that import each other, from one file back to itself; undefined if no circle exists. */
export function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const follow = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of graph.get(name) ?? []) {
      const circle = follow(next, [...path, name]);
      if (circle) return circle;
    }
    done.add(name);
  };
  for (const name of graph.keys()) {
    const circle = follow(name, []);
    if (circle) return circle;
  }
}
