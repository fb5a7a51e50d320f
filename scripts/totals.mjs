import fs from "node:fs";
import { report } from "./children.mjs";

export const noTests = { passed: 0, failed: 0, skipped: [] };
const oneFailure = { ...noTests, failed: 1 };

/** A check is no test: it counts only when it fails. */
export function totalsOfCheck(name, code) {
  if (code === 0) return noTests;
  console.error(`FAILED: ${name}`);
  return oneFailure;
}

/** What a runner's reporter counted. A runner that fails without a failed test counts as a failure. */
export async function totalsOfRunner(name, run) {
  const file = `.data/${name}-totals-${process.pid}.json`;
  const code = await run({ TOTALS_FILE: file });
  const totals = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : noTests;
  fs.rmSync(file, { force: true });
  return code !== 0 && totals.failed === 0 ? add(totals, totalsOfCheck(name, code)) : totals;
}

/** An error ends its phase and not the run, so that the last line is always written. */
export async function totalsOfPhase(phase) {
  try {
    return await phase();
  } catch (error) {
    report(error);
    return oneFailure;
  }
}

export function add(some, others) {
  return {
    passed: some.passed + others.passed,
    failed: some.failed + others.failed,
    skipped: [...some.skipped, ...others.skipped],
  };
}

/** Says what was skipped and why, then the totals. Gives the exit code. */
export function conclude({ passed, failed, skipped }) {
  for (const { name, reason } of skipped) console.log(reason ? `skipped: ${name} (${reason})` : `skipped: ${name}`);
  const counts = [`${passed} passed`, `${failed} failed`];
  if (skipped.length > 0) counts.push(`${skipped.length} skipped`);
  console.log(counts.join(", "));
  return failed > 0 ? 1 : 0;
}
