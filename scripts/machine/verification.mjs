import { auditDependencies } from "./audit.mjs";
import { checkDocuments } from "./documents.mjs";
import { capturePackage, runPackage } from "./node.mjs";
import { say } from "./project.mjs";
import { testSettings } from "./settings.mjs";
import { add, totalsOfCheck, totalsOfPhase, totalsOfRunner } from "./totals.mjs";
import { checkWording } from "./wording.mjs";

/** A hint names a line of `knip.config.ts` that is no longer needed. */
const knipFlags = ["--no-progress", "--treat-config-hints-as-errors"];

/** What needs no database, each check beside the others; only the types of the pages come before what reads them. */
export async function verifySources() {
  const totals = await Promise.all([
    inOrder(
      () => check("next typegen", "next/dist/bin/next", ["typegen"]),
      () => check("tsc --noEmit", "typescript/bin/tsc", ["--noEmit"]),
    ),
    check("biome check", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]),
    inOrder(
      () => check("knip", "knip/bin/knip.js", knipFlags),
      () => check("knip --production", "knip/bin/knip.js", [...knipFlags, "--production"]),
    ),
    totalsOfPhase("docs check", async () => totalsOfCheck("docs check", checkDocuments())),
    totalsOfPhase("wording check", async () => totalsOfCheck("wording check", checkWording())),
    totalsOfPhase("npm audit", auditDependencies),
  ]);
  return add(...totals);
}

/** The second runs whatever the first said. */
async function inOrder(first, second) {
  return add(await first(), await second());
}

/** Shows what a check says together, once it is done: others write meanwhile. */
function check(name, file, args) {
  return totalsOfPhase(name, async () => {
    const { code, output } = await capturePackage(file, args);
    say(name);
    process.stderr.write(output);
    return totalsOfCheck(name, code);
  });
}

export function verifyByVitest(server) {
  say("vitest");
  return totalsOfPhase("vitest", () => totalsOfRunner("vitest", (env) => vitest(server, [], env)));
}

/** Vitest on a server where it may make and drop databases. Gives its exit code. */
export function vitest(server, args, env) {
  return runPackage("vitest/vitest.mjs", ["run", ...args], {
    env: { ...testSettings, ...env, TEST_DATABASE_SERVER: server },
  });
}
