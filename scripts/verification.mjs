import { runPackage } from "./node.mjs";

/** Vitest on a server where it may make and drop databases. Gives its exit code. */
export function vitest(server, args) {
  return runPackage("vitest/vitest.mjs", ["run", ...args], {
    env: { TEST_DATABASE_SERVER: server },
  });
}

const checks = [
  ["next/dist/bin/next", ["typegen"]],
  ["@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]],
  ["typescript/bin/tsc", ["--noEmit"]],
];

/** Everything that is checked without a browser. Each check runs, whatever the one before said. */
export async function verify(server) {
  let failed = false;
  for (const [name, args] of checks) {
    if ((await runPackage(name, args)) !== 0) failed = true;
  }
  if ((await vitest(server, [])) !== 0) failed = true;
  return failed ? 1 : 0;
}
