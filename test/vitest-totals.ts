import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";
import type { Totals } from "./totals";

/** Leaves the run's totals in the file that `TOTALS_FILE` names, for the last lines of `npm test`. */
export default class VitestTotals implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]) {
    if (!process.env.TOTALS_FILE) return;
    const totals: Totals = { passed: 0, failures: [], skipped: [], files: [] };
    for (const module of modules) {
      const file = module.relativeModuleId;
      const failures: string[] = [];
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") totals.passed++;
        else if (result.state === "skipped") totals.skipped.push({ name: test.fullName, reason: result.note ?? "" });
        else failures.push(`${file}: ${test.fullName}`);
      }
      // A file that cannot be loaded, or whose hooks fail, has no failed test of its own.
      if (failures.length === 0 && module.state() === "failed") failures.push(file);
      totals.failures.push(...failures);
      totals.files.push({ file, seconds: secondsOf(module) });
    }
    totals.failures.push(...unhandledErrors.map(({ message }) => `unhandled: ${message}`));
    writeFileSync(process.env.TOTALS_FILE, JSON.stringify(totals));
  }
}

function secondsOf(module: TestModule): number {
  const { environmentSetupDuration, prepareDuration, setupDuration, collectDuration, duration } = module.diagnostic();
  return (environmentSetupDuration + prepareDuration + setupDuration + collectDuration + duration) / 1000;
}
