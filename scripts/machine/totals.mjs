import fs from "node:fs";
import { report } from "./children.mjs";
import { secondsSinceStart } from "./project.mjs";

/** As `test/totals.ts` says. */
export const noTests = { passed: 0, failures: [], skipped: [], files: [] };

/** Beyond these a file is not worth a look. */
const slowestShown = 10;

/** A check is no test: it counts only when it fails. */
export function totalsOfCheck(name, code) {
  if (code === 0) return noTests;
  console.error(`FAILED: ${name}`);
  return { ...noTests, failures: [name] };
}

/** What a runner's reporter counted. A runner that fails without a failed test counts as a failure. */
export async function totalsOfRunner(name, run) {
  const file = `.data/${name}-totals-${process.pid}.json`;
  const code = await run({ TOTALS_FILE: file });
  const totals = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : noTests;
  fs.rmSync(file, { force: true });
  return code !== 0 && totals.failures.length === 0 ? add(totals, totalsOfCheck(name, code)) : totals;
}

/** An error ends its phase and not the run, so that the last line is always written. */
export async function totalsOfPhase(name, phase) {
  try {
    return await phase();
  } catch (error) {
    report(error);
    return totalsOfCheck(name, 1);
  }
}

export function add(...all) {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failures: all.flatMap(({ failures }) => failures),
    skipped: all.flatMap(({ skipped }) => skipped),
    files: all.flatMap(({ files }) => files),
  };
}

/** Says which files were slow, what was skipped and why, how long all of it took, and the totals. Gives the exit code. */
export function conclude({ passed, failures, skipped, files }) {
  const slowest = files.toSorted((one, other) => other.seconds - one.seconds).slice(0, slowestShown);
  if (slowest.length > 0) console.log(`The slowest of ${files.length} files:`);
  for (const { file, seconds } of slowest) console.log(`${seconds.toFixed(1).padStart(7)} s  ${file}`);
  for (const { name, reason } of skipped) console.log(reason ? `skipped: ${name} (${reason})` : `skipped: ${name}`);
  console.log(`Took ${secondsSinceStart().toFixed(0)} s.`);
  const counts = [`${passed} passed`, `${failures.length} failed`];
  if (skipped.length > 0) counts.push(`${skipped.length} skipped`);
  console.log(counts.join(", "));
  return failures.length > 0 ? 1 : 0;
}
