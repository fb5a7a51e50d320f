import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { alone, isUsedByOthers, use } from "./alone.mjs";
import { runPackage } from "./node.mjs";
import { say } from "./project.mjs";
import { Failure, Refusal } from "./refusal.mjs";

const notBuilt = new Set([
  "node_modules",
  "bench",
  "docs",
  "e2e",
  "scripts",
  "test",
  "test-results",
  "playwright-report",
]);

/**
 * Builds the app into `folder` and marks it as served by this command, unless it was built from the same sources. A
 * running server reads its build piece by piece, so nothing is built under one. Next.js writes to stderr, or to `log`.
 */
export async function build(folder, env, log = 2) {
  await alone(`build${folder}`, async () => {
    await bringUpToDate(folder, env, log);
    // Before another command may build.
    await use(`build${folder}`);
  });
}

async function bringUpToDate(folder, env, log) {
  const sources = hashOfSources();
  const mark = path.join(folder, "built-from");
  if (fs.existsSync(mark) && fs.readFileSync(mark, "utf8") === sources) return say("build is up to date");
  if (await isUsedByOthers(`build${folder}`)) throw new Refusal(servedAlready);

  fs.rmSync(mark, { force: true });
  const hadCache = fs.existsSync(path.join(folder, "cache"));
  if (!(await buildInto(folder, env, log))) {
    // Turbopack's cache remembers a failure whose cause is gone.
    if (hadCache) fs.rmSync(folder, { recursive: true, force: true });
    if (!hadCache || !(await buildInto(folder, env, log))) throw new Failure("The build failed: see above.");
  }
  fs.writeFileSync(mark, sources);
  say("built");
}

const servedAlready =
  "A console is running from this folder, and the sources have changed since it was built. Stop it first, then try again: building now would break it.";

async function buildInto(folder, env, log) {
  say("building");
  const code = await runPackage("next/dist/bin/next", ["build"], {
    env: { ...env, NODE_ENV: "production", NEXT_DIST_DIR: folder },
    stdio: ["ignore", log, log],
  });
  return code === 0;
}

function hashOfSources() {
  const hash = createHash("sha256").update(process.version);
  for (const file of sourcesIn(".")) hash.update(file).update("\0").update(fs.readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function sourcesIn(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && !(folder === "." && notBuilt.has(name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) return sourcesIn(name);
      // Next writes the first and the compiler the second; the others do not reach the build.
      return /^next-env\.d\.ts$|\.tsbuildinfo$|\.test\.tsx?$|\.md$/.test(name) ? [] : [name];
    });
}
