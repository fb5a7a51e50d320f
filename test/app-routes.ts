import { readdirSync } from "node:fs";
import { posix } from "node:path";

/** The addresses that files of this name answer, as the folders of `app` spell them: "/accounts/[accountId]". */
export function routesOf(name: string, folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => posix.basename(file) === name)
    .map((file) => posix.join("/", folder, posix.dirname(file)).split("/").slice(2))
    .map((segments) => `/${segments.filter((segment) => !segment.startsWith("(")).join("/")}`)
    .sort();
}
