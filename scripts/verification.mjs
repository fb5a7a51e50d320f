import { checkDocuments } from "./documents.mjs";
import { runPackage } from "./node.mjs";
import { say } from "./project.mjs";
import { testSettings } from "./settings.mjs";
import { add, noTests, totalsOfCheck, totalsOfRunner } from "./totals.mjs";
import { checkWording } from "./wording.mjs";

const checks = {
  "next typegen": () => runPackage("next/dist/bin/next", ["typegen"]),
  "biome check": () => runPackage("@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]),
  "tsc --noEmit": () => runPackage("typescript/bin/tsc", ["--noEmit"]),
  "docs check": checkDocuments,
  "wording check": checkWording,
};

/** Everything that is checked without a browser. Each check runs, whatever the one before said. */
export async function verify(server) {
  let totals = noTests;
  for (const [name, check] of Object.entries(checks)) {
    say(name);
    totals = add(totals, totalsOfCheck(name, await check()));
  }
  say("vitest");
  return add(totals, await totalsOfRunner("vitest", (env) => vitest(server, [], env)));
}

/** Vitest on a server where it may make and drop databases. Gives its exit code. */
export function vitest(server, args, env) {
  return runPackage("vitest/vitest.mjs", ["run", ...args], {
    env: { ...testSettings, ...env, TEST_DATABASE_SERVER: server },
  });
}
